"""Sentry: two conversations inside one transaction, so that one trace holds both."""

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


def ask(message: str) -> str:
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": message}])
    return completion.choices[0].message.content


with sentry_sdk.start_transaction(op="function", name="batch"):
    sentry_sdk.ai.set_conversation_id(os.environ["SAMPLE_ID"] + "-first")
    print(ask("Hello there"))
    sentry_sdk.ai.set_conversation_id(os.environ["SAMPLE_ID"] + "-second")
    print(ask("Good morning to you"))

sentry_sdk.flush()
