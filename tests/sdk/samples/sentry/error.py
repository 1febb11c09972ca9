"""Sentry: a turn that is answered, and one in which the model's answer is an error."""

import os

import openai
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


def chat(message: str) -> str:
    with sentry_sdk.start_transaction(op="function", name="chat"):
        completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": message}])
        return completion.choices[0].message.content


sentry_sdk.ai.set_conversation_id(os.environ["SAMPLE_ID"] + "-error")
print(chat("Hello there"))
try:
    chat("Please fail now")
except openai.RateLimitError as error:
    print("as expected:", error)
else:
    raise SystemExit("the model did not fail")

sentry_sdk.flush()
