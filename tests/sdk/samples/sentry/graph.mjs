// Sentry: LangGraph with a checkpointer, whose thread_id names the conversation. The program sets none.
import '../watch.mjs';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.VERBATIM_DSN, tracesSampleRate: 1, sendDefaultPii: true });
// Only what is imported after this is instrumented.
const { ChatOpenAI } = await import('@langchain/openai');
const { MemorySaver, MessagesAnnotation, START, StateGraph } = await import('@langchain/langgraph');

const model = new ChatOpenAI({
  model: 'gpt-4o',
  apiKey: 'none',
  configuration: { baseURL: process.env.MODEL_URL },
  maxRetries: 0,
});
const app = new StateGraph(MessagesAnnotation)
  .addNode('assistant', async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
  .addEdge(START, 'assistant')
  .compile({ name: 'assistant_graph', checkpointer: new MemorySaver() });

const config = { configurable: { thread_id: `${process.env.SAMPLE_ID}-graph` } };
for (const content of ['Hello there', 'How are you?']) {
  await Sentry.startSpan({ op: 'function', name: 'chat' }, async () => {
    const { messages } = await app.invoke({ messages: [{ role: 'user', content }] }, config);
    console.log(messages.at(-1).content);
  });
}

await Sentry.flush();
