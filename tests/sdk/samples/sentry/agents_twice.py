"""Sentry: as agents_sdk.py, but the OpenAI integration is on as well, so that each model call makes two spans."""

import asyncio
import os

import sentry_sdk
import watch  # noqa: F401
from agents import Agent, Runner, function_tool, set_default_openai_client, set_tracing_disabled
from openai import AsyncOpenAI
from sentry_sdk.integrations.openai import OpenAIIntegration
from sentry_sdk.integrations.openai_agents import OpenAIAgentsIntegration

sentry_sdk.init(
    dsn=os.environ["VERBATIM_DSN"],
    traces_sample_rate=1.0,
    send_default_pii=True,
    integrations=[OpenAIAgentsIntegration(), OpenAIIntegration(include_prompts=True)],
)
# Its own traces would go to OpenAI.
set_tracing_disabled(True)
set_default_openai_client(AsyncOpenAI(base_url=os.environ["MODEL_URL"], api_key="none"), use_for_tracing=False)


@function_tool
def get_weather(city: str) -> str:
    """The weather of a city now."""
    return "3C"


agent = Agent(name="Forecaster", instructions="Be brief.", model="gpt-4o", tools=[get_weather])


async def main():
    result = await Runner.run(
        agent, "What is the weather in Oslo?", conversation_id=os.environ["SAMPLE_ID"] + "-agents-twice"
    )
    print(result.final_output)


asyncio.run(main())
sentry_sdk.flush()
