"""Sentry: spans made by hand, an agent's and a tool's, around calls of the OpenAI client."""

import json
import os

import sentry_sdk
import watch  # noqa: F401
from openai import OpenAI
from sentry_sdk.integrations.openai import OpenAIIntegration

sentry_sdk.init(
    dsn=os.environ["VERBATIM_DSN"],
    traces_sample_rate=1.0,
    send_default_pii=True,
    # Named, because the integration switches itself off where LangChain is installed too.
    integrations=[OpenAIIntegration(include_prompts=True)],
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather of a city now.",
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
        },
    }
]


def get_weather(city: str) -> str:
    with sentry_sdk.start_span(op="gen_ai.execute_tool", name="execute_tool get_weather") as span:
        span.set_data("gen_ai.operation.name", "execute_tool")
        span.set_data("gen_ai.tool.name", "get_weather")
        span.set_data("gen_ai.tool.input", json.dumps({"city": city}))
        span.set_data("gen_ai.tool.output", "3C")
        return "3C"


def chat(message: str) -> str:
    messages = [{"role": "user", "content": message}]
    with sentry_sdk.start_span(op="gen_ai.invoke_agent", name="invoke_agent Forecaster") as span:
        span.set_data("gen_ai.operation.name", "invoke_agent")
        span.set_data("gen_ai.agent.name", "Forecaster")
        while True:
            completion = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS)
            answer = completion.choices[0].message
            if not answer.tool_calls:
                return answer.content
            messages.append(answer.model_dump(exclude_none=True))
            for call in answer.tool_calls:
                result = get_weather(**json.loads(call.function.arguments))
                messages.append({"role": "tool", "tool_call_id": call.id, "content": result})


sentry_sdk.ai.set_conversation_id(os.environ["SAMPLE_ID"] + "-tools")
for message in ["What is the weather in Oslo?", "Thank you"]:
    with sentry_sdk.start_transaction(op="function", name="chat"):
        print(chat(message))

sentry_sdk.flush()
