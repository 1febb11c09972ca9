// LangWatch: spans of a trace, made by hand around the OpenAI client. Three turns: the last is an error.
import '../watch.mjs';
import { getLangWatchTracer } from 'langwatch';
import { setupObservability } from 'langwatch/observability/node';
import OpenAI from 'openai';

const { shutdown } = setupObservability({
  serviceName: 'chat',
  langwatch: { apiKey: process.env.VERBATIM_KEY, endpoint: process.env.VERBATIM_URL },
});
const tracer = getLangWatchTracer('chat');
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
const messages = [];

const ask = () =>
  tracer.withActiveSpan('ask model', async (span) => {
    span.setType('llm').setRequestModel('gpt-4o').setInput('chat_messages', messages);
    const completion = await client.chat.completions.create({ model: 'gpt-4o', messages });
    const { message } = completion.choices[0];
    span
      .setResponseModel(completion.model)
      .setOutput('chat_messages', [{ role: 'assistant', content: message.content }]);
    const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = completion.usage;
    span.setMetrics({ promptTokens, completionTokens, cost: 0.001 });
    return message.content;
  });

const chat = (message) =>
  tracer.withActiveSpan('chat', async (span) => {
    span.setAttribute('langwatch.thread.id', `${process.env.SAMPLE_ID}-spans`);
    span.setAttribute('langwatch.user.id', 'u-1');
    span.setInput(message);
    messages.push({ role: 'user', content: message });
    const reply = await ask();
    messages.push({ role: 'assistant', content: reply });
    span.setOutput(reply);
    return reply;
  });

console.log(await chat('Hello there'));
console.log(await chat('How are you?'));
await chat('Please fail now').then(
  () => {
    throw new Error('the model did not fail');
  },
  (error) => console.log('as expected:', error.message),
);
await shutdown();
