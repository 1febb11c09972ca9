// Sentry: setConversationId and the OpenAI client, with the options as they are. Two root spans, which share a trace.
import '../watch.mjs';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.VERBATIM_DSN, tracesSampleRate: 1, sendDefaultPii: true });
// Only what is imported after this is instrumented.
const { default: OpenAI } = await import('openai');
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
const messages = [];

Sentry.setUser({ id: 'u-1' });
Sentry.setConversationId(`${process.env.SAMPLE_ID}-chat`);
for (const content of ['Hello there', 'How are you?']) {
  await Sentry.startSpan({ op: 'function', name: 'chat' }, async () => {
    messages.push({ role: 'user', content });
    const completion = await client.chat.completions.create({ model: 'gpt-4o', messages });
    messages.push({ role: 'assistant', content: completion.choices[0].message.content });
    console.log(messages.at(-1).content);
  });
}

await Sentry.flush();
