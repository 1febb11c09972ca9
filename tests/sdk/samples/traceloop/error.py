"""Traceloop: a turn that is answered, and one in which the model's answer is an error."""

import os

import openai
import watch  # noqa: F401
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import conversation, workflow

Traceloop.init(
    app_name="errors",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@workflow(name="failing_chat")
@conversation(conversation_id=os.environ["SAMPLE_ID"] + "-error")
def chat(message: str) -> str:
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": message}])
    return completion.choices[0].message.content


print(chat("Hello there"))
try:
    chat("Please fail now")
except openai.RateLimitError as error:
    print("as expected:", error)
else:
    raise SystemExit("the model did not fail")
