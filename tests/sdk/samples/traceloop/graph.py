"""Traceloop: LangGraph with a checkpointer, whose thread_id names the conversation. The program sets none."""

import os

import watch  # noqa: F401
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.memory import MemorySaver
from langgraph.graph import START, MessagesState, StateGraph
from traceloop.sdk import Traceloop

Traceloop.init(
    app_name="graph",
    api_endpoint=os.environ["VERBATIM_URL"],
    api_key=os.environ["VERBATIM_KEY"],
    telemetry_enabled=False,
)
model = ChatOpenAI(model="gpt-4o", base_url=os.environ["MODEL_URL"], api_key="none", max_retries=0)


def assistant(state: MessagesState):
    return {"messages": [model.invoke(state["messages"])]}


graph = StateGraph(MessagesState).add_node("assistant", assistant).add_edge(START, "assistant")
app = graph.compile(checkpointer=MemorySaver())
config = {"configurable": {"thread_id": os.environ["SAMPLE_ID"] + "-graph"}}
for message in ["Hello there", "How are you?"]:
    state = app.invoke({"messages": [{"role": "user", "content": message}]}, config)
    print(state["messages"][-1].content)
