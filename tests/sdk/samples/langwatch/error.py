"""LangWatch: a turn that is answered, and one in which the model's answer is an error."""

import os

import langwatch
import openai
import watch  # noqa: F401
from openai import OpenAI

langwatch.setup(api_key=os.environ["VERBATIM_KEY"], endpoint_url=os.environ["VERBATIM_URL"])
client = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


@langwatch.trace(name="failing_chat")
def chat(message: str) -> str:
    trace = langwatch.get_current_trace()
    trace.autotrack_openai_calls(client)
    trace.update(metadata={"thread_id": os.environ["SAMPLE_ID"] + "-error", "user_id": "u-1"})
    completion = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": message}])
    return completion.choices[0].message.content


print(chat("Hello there"))
try:
    chat("Please fail now")
except openai.RateLimitError as error:
    print("as expected:", error)
else:
    raise SystemExit("the model did not fail")
