"""LangWatch: the OpenAI client tracked by an instrumentor of OpenInference, given to langwatch.setup."""

import os

import langwatch
import watch  # noqa: F401
from openai import OpenAI
from openinference.instrumentation.openai import OpenAIInstrumentor

langwatch.setup(
    api_key=os.environ["VERBATIM_KEY"],
    endpoint_url=os.environ["VERBATIM_URL"],
    instrumentors=[OpenAIInstrumentor()],
)
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@langwatch.trace(name="chat")
def chat(messages) -> str:
    langwatch.get_current_trace().update(
        metadata={"thread_id": os.environ["SAMPLE_ID"] + "-openinference", "user_id": "u-1"}
    )
    completion = client.chat.completions.create(model="gpt-4o", messages=messages)
    return completion.choices[0].message.content


messages = []
for message in ["Hello there", "How are you?"]:
    messages.append({"role": "user", "content": message})
    messages.append({"role": "assistant", "content": chat(messages)})
    print(messages[-1]["content"])
