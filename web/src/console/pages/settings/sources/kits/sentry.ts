// Sentry's own SDKs.
import { dsnOf, type Given, type Kit } from '../given';

export const sentry = (given: Given): Kit[] => [
  {
    id: 'sentry-python',
    language: 'Python',
    lines: [
      { label: 'Install', text: 'pip install sentry-sdk' },
      {
        label: 'At the start of the program',
        text: `import sentry_sdk

sentry_sdk.init(
    dsn="${dsnOf(given)}",
    traces_sample_rate=1.0,
    send_default_pii=True,
)`,
      },
    ],
    conversation: [
      {
        label: 'Before a turn',
        text: `from sentry_sdk.ai import set_conversation_id

set_conversation_id("your-conversation-id")`,
      },
    ],
    notes: [
      'Without send_default_pii=True spans come without their words.',
      'Where langchain or openai-agents is installed, the OpenAI integration is off unless it is named: integrations=[OpenAIIntegration()], from sentry_sdk.integrations.openai.',
      'The Agents SDK gives its own id: Runner.run(…, conversation_id=…) is enough.',
      'The SDK never sends twice: what is sent while the server is away is lost.',
    ],
  },
  {
    id: 'sentry-node',
    language: 'Node',
    lines: [
      { label: 'Install', text: 'npm install @sentry/node' },
      {
        label: 'Before everything else is imported',
        text: `import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: '${dsnOf(given)}',
  tracesSampleRate: 1.0,
  sendDefaultPii: true,
});`,
      },
    ],
    conversation: [{ label: 'Before a turn', text: `Sentry.setConversationId('your-conversation-id');` }],
    notes: [
      'Without sendDefaultPii: true spans come without their words.',
      'A key with other signs than letters, digits and _ is refused by the SDK without a word; keys of this server have none.',
      'The Responses API gives its own id: conversation: … is enough.',
      'The SDK never sends twice: what is sent while the server is away is lost.',
    ],
  },
];
