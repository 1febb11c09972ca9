// OpenTelemetry: a span with gen_ai.conversation.id around each call of the OpenAI client, over HTTP in JSON. The call's
// span is the program's own too, with the names of the GenAI conventions.
import '../watch.mjs';
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';

const sdk = new NodeSDK({
  serviceName: 'chat',
  traceExporter: new OTLPTraceExporter({
    url: `${process.env.VERBATIM_URL}/v1/traces`,
    headers: { Authorization: `Bearer ${process.env.VERBATIM_KEY}` },
  }),
});
sdk.start();
const tracer = trace.getTracer('chat');
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
const asParts = ({ role, content }) => ({ role, parts: [{ type: 'text', content }] });

const ask = (messages) =>
  tracer.startActiveSpan('chat gpt-4o', async (span) => {
    const completion = await client.chat.completions.create({ model: 'gpt-4o', messages });
    const { message, finish_reason } = completion.choices[0];
    span.setAttributes({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': completion.model,
      'gen_ai.response.finish_reasons': [finish_reason],
      'gen_ai.usage.input_tokens': completion.usage.prompt_tokens,
      'gen_ai.usage.output_tokens': completion.usage.completion_tokens,
      'gen_ai.input.messages': JSON.stringify(messages.map(asParts)),
      'gen_ai.output.messages': JSON.stringify([{ ...asParts(message), finish_reason }]),
    });
    span.end();
    return message.content;
  });

const messages = [];
for (const content of ['Hello there', 'How are you?']) {
  await tracer.startActiveSpan('chat turn', async (span) => {
    span.setAttributes({ 'gen_ai.conversation.id': `${process.env.SAMPLE_ID}-manual`, 'user.id': 'u-1' });
    messages.push({ role: 'user', content });
    messages.push({ role: 'assistant', content: await ask(messages) });
    console.log(messages.at(-1).content);
    span.end();
  });
}

await sdk.shutdown();
