// Sentry: the Responses API, whose `conversation` names the conversation: whole, streamed, with a tool, and an error.
import '../watch.mjs';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.VERBATIM_DSN, tracesSampleRate: 1, sendDefaultPii: true });
// Only what is imported after this is instrumented.
const { default: OpenAI } = await import('openai');
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
const conversation = `${process.env.SAMPLE_ID}-responses`;
const model = 'gpt-4o';
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tools = [{ type: 'function', name: 'get_weather', description: 'The weather now.', parameters, strict: false }];

await Sentry.startSpan({ op: 'function', name: 'whole' }, async () => {
  const response = await client.responses.create({
    model,
    instructions: 'Be brief.',
    input: 'Hello there',
    conversation,
  });
  console.log(response.output_text);
});

await Sentry.startSpan({ op: 'function', name: 'streamed' }, async () => {
  let text = '';
  for await (const event of await client.responses.create({
    model,
    input: 'How are you?',
    conversation,
    stream: true,
  })) {
    if (event.type === 'response.output_text.delta') text += event.delta;
  }
  console.log(text);
});

await Sentry.startSpan({ op: 'function', name: 'tool' }, async () => {
  const input = 'What is the weather in Oslo?';
  const response = await client.responses.create({ model, input, conversation, tools });
  const call = response.output.find(({ type }) => type === 'function_call');
  const options = { op: 'gen_ai.execute_tool', name: 'execute_tool get_weather' };
  const output = await Sentry.startSpan(options, async (span) => {
    span.setAttributes({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'get_weather',
      'gen_ai.tool.input': call.arguments,
      'gen_ai.tool.output': '3C',
    });
    return '3C';
  });
  const results = [{ type: 'function_call_output', call_id: call.call_id, output }];
  console.log((await client.responses.create({ model, input: results, conversation, tools })).output_text);
});

await Sentry.startSpan({ op: 'function', name: 'failing' }, async () => {
  await client.responses.create({ model, input: 'Please fail now', conversation });
}).then(
  () => {
    throw new Error('the model did not fail');
  },
  (error) => console.log('as expected:', error.message),
);

await Sentry.flush();
