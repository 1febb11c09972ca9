// Vercel's AI SDK with its telemetry on, over HTTP in JSON. The conversation is named in the telemetry's metadata.
import '../watch.mjs';
import { createOpenAI } from '@ai-sdk/openai';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';

const sdk = new NodeSDK({
  serviceName: 'ai',
  traceExporter: new OTLPTraceExporter({
    url: `${process.env.VERBATIM_URL}/v1/traces`,
    headers: { Authorization: `Bearer ${process.env.VERBATIM_KEY}` },
  }),
});
sdk.start();
const model = createOpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' }).chat('gpt-4o');
const metadata = { conversationId: `${process.env.SAMPLE_ID}-ai`, userId: 'u-1' };
const experimental_telemetry = { isEnabled: true, functionId: 'chat', metadata };
const get_weather = tool({
  description: 'The weather of a city now.',
  inputSchema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }),
  execute: async () => '3C',
});

const { text } = await generateText({
  model,
  prompt: 'What is the weather in Oslo?',
  tools: { get_weather },
  stopWhen: stepCountIs(3),
  experimental_telemetry,
});
console.log(text);

const stream = streamText({ model, prompt: 'Thank you very much', experimental_telemetry });
console.log(await stream.text);

await sdk.shutdown();
