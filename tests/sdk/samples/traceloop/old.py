"""Traceloop 0.40: before it knew conversations, when session_id was an association property. Two turns, one a tool's."""

import json
import os

import watch  # noqa: F401
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import tool, workflow

Traceloop.init(
    app_name="old",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
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


@tool(name="get_weather")
def get_weather(city: str) -> str:
    return "3C"


@workflow(name="weather_chat")
def chat(message: str) -> str:
    Traceloop.set_association_properties({"session_id": os.environ["SAMPLE_ID"] + "-old", "user_id": "u-1"})
    messages = [{"role": "user", "content": message}]
    while True:
        completion = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS)
        answer = completion.choices[0].message
        if not answer.tool_calls:
            return answer.content
        messages.append(answer.model_dump(exclude_none=True))
        for call in answer.tool_calls:
            result = get_weather(**json.loads(call.function.arguments))
            messages.append({"role": "tool", "tool_call_id": call.id, "content": result})


print(chat("What is the weather in Oslo?"))
print(chat("Thank you"))
