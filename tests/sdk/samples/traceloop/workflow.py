"""Traceloop: two turns of one conversation, by the decorators @workflow and @conversation."""

import os

import watch  # noqa: F401
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import conversation, workflow

Traceloop.init(
    app_name="chat",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")
messages = []


@workflow(name="chat_interaction")
@conversation(conversation_id=os.environ["SAMPLE_ID"] + "-workflow")
def handle_message(message: str) -> str:
    messages.append({"role": "user", "content": message})
    completion = client.chat.completions.create(model="gpt-4o", messages=messages)
    reply = completion.choices[0].message.content
    messages.append({"role": "assistant", "content": reply})
    return reply


print(handle_message("Hello there"))
print(handle_message("How are you?"))
