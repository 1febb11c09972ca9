"""Traceloop: a streamed answer, handed on by a generator with the decorators."""

import os

import watch  # noqa: F401
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import conversation, workflow

Traceloop.init(
    app_name="stream-chat",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@workflow(name="stream_chat")
@conversation(conversation_id=os.environ["SAMPLE_ID"] + "-generator")
def stream_response(message: str):
    stream = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": message}],
        stream=True,
        stream_options={"include_usage": True},
    )
    for chunk in stream:
        if chunk.choices and chunk.choices[0].delta.content:
            yield chunk.choices[0].delta.content


print("".join(stream_response("Tell me a story")))
