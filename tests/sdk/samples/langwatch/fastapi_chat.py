"""LangWatch: the chat endpoint of its documentation, in FastAPI, asked three times. The model's calls are not traced."""

import os
import threading
import time

import httpx
import langwatch
import uvicorn
import watch  # noqa: F401
from fastapi import FastAPI
from openai import AsyncOpenAI
from pydantic import BaseModel

langwatch.setup(api_key=os.environ["VERBATIM_KEY"], endpoint_url=os.environ["VERBATIM_URL"])
app = FastAPI()
client = AsyncOpenAI(base_url=os.environ["MODEL_URL"], api_key="none")


class ChatRequest(BaseModel):
    thread_id: str
    user_id: str
    message: str


@app.post("/chat")
@langwatch.trace()
async def chat(request: ChatRequest):
    langwatch.get_current_trace().update(metadata={"thread_id": request.thread_id, "user_id": request.user_id})
    completion = await client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": request.message}]
    )
    return {"reply": completion.choices[0].message.content}


server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
thread = threading.Thread(target=server.run)
thread.start()
while not server.started:
    time.sleep(0.01)
port = server.servers[0].sockets[0].getsockname()[1]
for message in ["Hello there", "How are you?", "Goodbye"]:
    body = {"thread_id": os.environ["SAMPLE_ID"] + "-fastapi", "user_id": "u-1", "message": message}
    answer = httpx.post(f"http://127.0.0.1:{port}/chat", json=body, timeout=30)
    print(answer.raise_for_status().json()["reply"])
server.should_exit = True
thread.join()
