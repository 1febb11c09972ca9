// Traceloop: the decorators conversation and workflow, withConversation, and conversationId in a workflow's options.
import '../watch.mjs';
import * as traceloop from '@traceloop/node-server-sdk';
import OpenAI from 'openai';

traceloop.initialize({
  appName: 'chat',
  baseUrl: process.env.VERBATIM_URL,
  apiKey: process.env.VERBATIM_KEY,
  instrumentModules: { openAI: OpenAI },
  silenceInitializationMessage: true,
});
const client = new OpenAI({ baseURL: process.env.MODEL_URL, apiKey: 'none' });
const id = (name) => `${process.env.SAMPLE_ID}-${name}`;

async function ask(messages) {
  const completion = await client.chat.completions.create({ model: 'gpt-4o', messages });
  return completion.choices[0].message.content;
}

class Assistant {
  messages = [];

  async chat(message) {
    this.messages.push({ role: 'user', content: message });
    const reply = await ask(this.messages);
    this.messages.push({ role: 'assistant', content: reply });
    return reply;
  }
}

// What TypeScript makes of
//   @traceloop.conversation(id('decorated')) @traceloop.workflow({ name: 'chat_interaction' }) async chat(…)
const descriptor = Object.getOwnPropertyDescriptor(Assistant.prototype, 'chat');
traceloop.workflow({ name: 'chat_interaction' })(Assistant.prototype, 'chat', descriptor);
traceloop.conversation(id('decorated'))(Assistant.prototype, 'chat', descriptor);
Object.defineProperty(Assistant.prototype, 'chat', descriptor);

const assistant = new Assistant();
console.log(await assistant.chat('Hello there'));
console.log(await assistant.chat('How are you?'));

console.log(
  await traceloop.withConversation(id('with'), () =>
    traceloop.withWorkflow({ name: 'asking', associationProperties: { user_id: 'u-1' } }, () =>
      ask([{ role: 'user', content: 'Good morning' }]),
    ),
  ),
);

console.log(
  await traceloop.withWorkflow({ name: 'configured', conversationId: id('configured') }, () =>
    ask([{ role: 'user', content: 'Good evening to you' }]),
  ),
);

await traceloop.forceFlush();
