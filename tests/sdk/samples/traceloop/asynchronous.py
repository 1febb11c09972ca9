"""Traceloop: an async function and an async generator, each with the decorators and its own conversation."""

import asyncio
import os

import watch  # noqa: F401
from openai import AsyncOpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import conversation, workflow

Traceloop.init(
    app_name="async-chat",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
)
client = AsyncOpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@workflow(name="async_chat")
@conversation(conversation_id=os.environ["SAMPLE_ID"] + "-async")
async def chat(message: str) -> str:
    completion = await client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@workflow(name="async_stream")
@conversation(conversation_id=os.environ["SAMPLE_ID"] + "-async-stream")
async def stream(message: str):
    chunks = await client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": message}],
        stream=True,
        stream_options={"include_usage": True},
    )
    async for chunk in chunks:
        if chunk.choices and chunk.choices[0].delta.content:
            yield chunk.choices[0].delta.content


async def main():
    print(await chat("Good morning"))
    async for text in stream("Count to three for me"):
        print(text, end="")
    print()


asyncio.run(main())
