"""Sentry: as chat.py, but each span is sent as it ends, and nothing is a transaction."""

import os

import sentry_sdk
import sentry_sdk.traces
import watch  # noqa: F401
from openai import OpenAI
from sentry_sdk.integrations.openai import OpenAIIntegration

sentry_sdk.init(
    dsn=os.environ["VERBATIM_DSN"],
    traces_sample_rate=1.0,
    send_default_pii=True,
    trace_lifecycle="stream",
    # Named, because the integration switches itself off where LangChain is installed too.
    integrations=[OpenAIIntegration(include_prompts=True)],
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")
messages = []

sentry_sdk.set_user({"id": "u-1"})
sentry_sdk.ai.set_conversation_id(os.environ["SAMPLE_ID"] + "-stream")
for message in ["Hello there", "How are you?"]:
    with sentry_sdk.traces.start_span(name="chat", attributes={"sentry.op": "function"}):
        messages.append({"role": "user", "content": message})
        completion = client.chat.completions.create(model="gpt-4o", messages=messages)
        messages.append({"role": "assistant", "content": completion.choices[0].message.content})
        print(messages[-1]["content"])

sentry_sdk.flush()
