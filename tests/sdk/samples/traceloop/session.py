"""Traceloop: set_conversation_id inside a workflow, and a user by association properties."""

import os

import watch  # noqa: F401
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import task, workflow
from traceloop.sdk.tracing import set_conversation_id

Traceloop.init(
    app_name="session",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@task(name="ask_model")
def ask(messages):
    completion = client.chat.completions.create(model="gpt-4o", messages=messages)
    return completion.choices[0].message.content


@workflow(name="process_chat")
def process_chat(session: str, user: str, message: str) -> str:
    set_conversation_id(session)
    Traceloop.set_association_properties({"user_id": user})
    return ask([{"role": "system", "content": "Be brief."}, {"role": "user", "content": message}])


session = os.environ["SAMPLE_ID"] + "-session"
print(process_chat(session, "u-1", "What is a fjord?"))
print(process_chat(session, "u-1", "Name one"))
