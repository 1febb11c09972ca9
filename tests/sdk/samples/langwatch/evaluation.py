"""LangWatch: a turn whose answer the program has judged, and gives a score."""

import os

import langwatch
import watch  # noqa: F401
from openai import OpenAI

langwatch.setup(api_key=os.environ["VERBATIM_KEY"], endpoint_url=os.environ["VERBATIM_URL"])
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@langwatch.trace(name="judged_chat")
def chat(message: str) -> str:
    trace = langwatch.get_current_trace()
    trace.autotrack_openai_calls(client)
    trace.update(metadata={"thread_id": os.environ["SAMPLE_ID"] + "-evaluation", "user_id": "u-1"})
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": message}])
    reply = completion.choices[0].message.content
    langwatch.get_current_span().add_evaluation(
        name="politeness", passed=True, score=0.9, label="polite", details="It greets back."
    )
    return reply


print(chat("Hello there"))
