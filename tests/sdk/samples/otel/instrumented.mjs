// OpenTelemetry: OpenAI's instrumentation of the contrib repository inside a span with gen_ai.conversation.id. It gives
// what was said as log events, one a message. Traces, logs and metrics go over HTTP in JSON.
import '../watch.mjs';
import { register } from 'node:module';
import { trace } from '@opentelemetry/api';
import { OpenAIInstrumentation } from '@opentelemetry/instrumentation-openai';
import { NodeSDK } from '@opentelemetry/sdk-node';

process.env.OTEL_EXPORTER_OTLP_ENDPOINT = process.env.VERBATIM_URL;
process.env.OTEL_EXPORTER_OTLP_HEADERS = `Authorization=Bearer%20${process.env.VERBATIM_KEY}`;
process.env.OTEL_EXPORTER_OTLP_PROTOCOL = 'http/json';
process.env.OTEL_LOGS_EXPORTER = 'otlp';
const sdk = new NodeSDK({
  serviceName: 'chat',
  instrumentations: [new OpenAIInstrumentation({ captureMessageContent: true })],
});
sdk.start();
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
// Only what is imported after this is instrumented.
const { default: OpenAI } = await import('openai');
const tracer = trace.getTracer('chat');
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });

for (const content of ['Hello there', 'How are you?']) {
  await tracer.startActiveSpan('chat turn', async (span) => {
    span.setAttribute('gen_ai.conversation.id', `${process.env.SAMPLE_ID}-instrumented`);
    const completion = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] });
    console.log(completion.choices[0].message.content);
    span.end();
  });
}

await sdk.shutdown();
