"""LangWatch: the OpenAI client tracked by the trace itself, whole and streamed, and a tool of the program's own."""

import json
import os

import langwatch
import watch  # noqa: F401
from openai import OpenAI

langwatch.setup(api_key=os.environ["VERBATIM_KEY"], endpoint_url=os.environ["VERBATIM_URL"])
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


def begin():
    trace = langwatch.get_current_trace()
    trace.autotrack_openai_calls(client)
    trace.update(metadata={"thread_id": os.environ["SAMPLE_ID"] + "-autotrack", "user_id": "u-1", "labels": ["test"]})


@langwatch.span(type="tool", name="get_weather")
def get_weather(city: str) -> str:
    return "3C"


@langwatch.trace(name="chat")
def chat(message: str) -> str:
    begin()
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


@langwatch.trace(name="stream")
def stream(message: str) -> str:
    begin()
    chunks = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": message}],
        stream=True,
        stream_options={"include_usage": True},
    )
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


print(chat("What is the weather in Oslo?"))
print(stream("Thank you very much"))
