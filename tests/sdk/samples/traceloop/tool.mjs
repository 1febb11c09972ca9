// Traceloop: a turn in which the model asks for a tool, and a streamed one, whose tokens the SDK counts in its own way.
import '../watch.mjs';
import * as traceloop from '@traceloop/node-server-sdk';
import OpenAI from 'openai';

traceloop.initialize({
  appName: 'tools',
  baseUrl: process.env.VERBATIM_URL,
  apiKey: process.env.VERBATIM_KEY,
  instrumentModules: { openAI: OpenAI },
  silenceInitializationMessage: true,
});
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
const conversationId = `${process.env.SAMPLE_ID}-tool`;
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tools = [{ type: 'function', function: { name: 'get_weather', description: 'The weather now.', parameters } }];

const getWeather = (city) => traceloop.withTool({ name: 'get_weather' }, async (city) => '3C', city);

const chat = (message) =>
  traceloop.withWorkflow(
    { name: 'weather_chat', conversationId },
    async (message) => {
      const messages = [{ role: 'user', content: message }];
      for (;;) {
        const completion = await client.chat.completions.create({ model: 'gpt-4o', messages, tools });
        const answer = completion.choices[0].message;
        if (!answer.tool_calls) return answer.content;
        messages.push(answer);
        for (const call of answer.tool_calls) {
          const content = await getWeather(JSON.parse(call.function.arguments).city);
          messages.push({ role: 'tool', tool_call_id: call.id, content });
        }
      }
    },
    message,
  );

const stream = (message) =>
  traceloop.withWorkflow(
    { name: 'stream_chat', conversationId },
    async (message) => {
      const chunks = await client.chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: message }],
        stream: true,
        stream_options: { include_usage: true },
      });
      let text = '';
      for await (const chunk of chunks) {
        text += chunk.choices[0]?.delta.content ?? '';
      }
      return text;
    },
    message,
  );

console.log(await chat('What is the weather in Oslo?'));
console.log(await stream('Thank you very much'));
await traceloop.forceFlush();
