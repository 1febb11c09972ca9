"""Sentry: the Responses API, whose `conversation` names the conversation. The program sets none."""

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
conversation = os.environ["SAMPLE_ID"] + "-responses"

with sentry_sdk.start_transaction(op="function", name="first"):
    response = client.responses.create(
        model="gpt-4o", instructions="Be brief.", input="Hello there", conversation=conversation
    )
    print(response.output_text)

with sentry_sdk.start_transaction(op="function", name="second"):
    stream = client.responses.create(
        model="gpt-4o", input="How are you?", conversation={"id": conversation}, stream=True
    )
    for event in stream:
        if event.type == "response.output_text.delta":
            print(event.delta, end="")
    print()

sentry_sdk.flush()
