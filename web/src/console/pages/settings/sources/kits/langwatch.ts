// LangWatch's SDKs.
import type { Given, Kit } from '../given';

export const langwatch = ({ ingest, key }: Given): Kit[] => [
  {
    id: 'langwatch-python',
    language: 'Python',
    lines: [
      { label: 'Install', text: 'pip install langwatch' },
      { label: 'Environment', text: `LANGWATCH_ENDPOINT=${ingest.address}\nLANGWATCH_API_KEY=${key}` },
      {
        label: 'At the start of the program',
        text: `import langwatch

langwatch.setup()`,
      },
    ],
    conversation: [
      {
        label: 'In a turn',
        text: `@langwatch.trace()
def turn(text):
    trace = langwatch.get_current_trace()
    trace.update(metadata={"thread_id": "your-conversation-id", "user_id": "u-1"})
    trace.autotrack_openai_calls(client)
    ...`,
      },
    ],
    notes: [
      'Without autotrack_openai_calls, or an instrumentor, there are no spans of models: no tokens and no cost.',
      'Labels of the metadata become tags.',
    ],
  },
  {
    id: 'langwatch-typescript',
    language: 'TypeScript',
    lines: [
      { label: 'Install', text: 'npm install langwatch' },
      { label: 'Environment', text: `LANGWATCH_ENDPOINT=${ingest.address}\nLANGWATCH_API_KEY=${key}` },
      {
        label: 'At the start of the program',
        text: `import { setupObservability } from 'langwatch/observability/node';

setupObservability({ serviceName: 'your-app' });`,
      },
    ],
    conversation: [
      {
        label: 'In a turn',
        text: `import { getLangWatchTracer } from 'langwatch';

const tracer = getLangWatchTracer('your-app');
await tracer.withActiveSpan('turn', async (span) => {
  span.setAttribute('langwatch.thread.id', 'your-conversation-id');
  span.setAttribute('langwatch.user.id', 'u-1');
});`,
      },
    ],
    notes: ['A cost that the SDK sends wins over the price list here.'],
  },
];
