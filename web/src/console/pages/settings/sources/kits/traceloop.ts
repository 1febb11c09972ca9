// Traceloop's SDKs, also known as OpenLLMetry.
import type { Given, Kit } from '../given';

export const traceloop = ({ ingest, key }: Given): Kit[] => [
  {
    id: 'traceloop-python',
    language: 'Python',
    lines: [
      { label: 'Install', text: 'pip install traceloop-sdk httpx' },
      { label: 'Environment', text: `TRACELOOP_BASE_URL=${ingest.address}\nTRACELOOP_API_KEY=${key}` },
      {
        label: 'At the start of the program',
        text: `from traceloop.sdk import Traceloop

Traceloop.init(app_name="your-app")`,
      },
    ],
    conversation: [
      {
        label: 'Around a turn',
        text: `from traceloop.sdk.decorators import conversation, workflow

@workflow(name="chat")
@conversation(conversation_id="your-conversation-id")
def turn(text):
    ...`,
      },
      {
        label: 'With older versions',
        text: `Traceloop.set_association_properties({"session_id": "your-conversation-id", "user_id": "u-1"})`,
      },
    ],
    notes: [
      'Words are sent unless TRACELOOP_TRACE_CONTENT=false.',
      'With the order above only the spans inside of the workflow carry the id; it holds for the whole trace.',
      'Metrics that the SDK sends when the program ends are taken and not kept.',
    ],
  },
  {
    id: 'traceloop-node',
    language: 'Node',
    lines: [
      { label: 'Install', text: 'npm install @traceloop/node-server-sdk' },
      {
        label: 'Before everything else is imported',
        text: `import * as traceloop from '@traceloop/node-server-sdk';

traceloop.initialize({
  appName: 'your-app',
  baseUrl: '${ingest.address}',
  apiKey: '${key}',
});`,
      },
    ],
    conversation: [
      {
        label: 'Around a turn',
        text: `await traceloop.withConversation('your-conversation-id', async () => {
  // the turn
});`,
      },
    ],
    notes: [
      'Words are sent unless TRACELOOP_TRACE_CONTENT=false.',
      'This SDK does not export a call, workflow or tool that throws, and says no tokens of answers that are streamed.',
    ],
  },
];
