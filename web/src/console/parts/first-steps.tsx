// From nothing to the first conversation in three steps; each is ticked by what is on record.
import { at } from '../lib/address';
import { useCached } from '../lib/cache';
import { Icon } from './icon';

interface Step {
  done: boolean;
  title: string;
  text: string;
  href: string;
  go: string;
}

/** Undefined as long as it is not known what is there. */
export function useSteps(): Step[] | undefined {
  const assistants = useCached(at('/api/v1/assistants')).data.value?.data;
  const counts = useCached(at('/api/v1/conversations/counts', { include_test: true })).data.value?.data;
  if (!assistants || !counts) return undefined;
  const some = (...types: string[]) => counts.some(({ type, count }) => types.includes(type) && count > 0);
  return [
    {
      // The one that comes with the server only repeats what it hears.
      done: assistants.some(({ provider }) => provider != 'demo'),
      title: 'Create an assistant',
      text: 'Give it a model and tell it what it is there for.',
      href: '/assistants/new',
      go: 'Create an assistant',
    },
    {
      done: some('test'),
      title: 'Try it',
      text: 'Talk to it in the test chat and watch what it does.',
      href: '/test-chat',
      go: 'Open the test chat',
    },
    {
      done: some('widget', 'whatsapp'),
      title: 'Embed it',
      text: 'Put the widget on your site or connect a WhatsApp number. Done when the first visitor writes.',
      href: '/widgets',
      go: 'Add a widget',
    },
  ];
}

export function FirstSteps() {
  const steps = useSteps();
  if (!steps) return null;
  const next = steps.findIndex(({ done }) => !done);
  return (
    <>
      <Steps steps={steps} next={next} />
      <p class="muted">
        Your assistant runs elsewhere? <a href="/settings/sources">Send its traces</a>, and its conversations appear
        here.
      </p>
    </>
  );
}

function Steps({ steps, next }: { steps: Step[]; next: number }) {
  return (
    <ol class="steps">
      {steps.map(({ done, title, text, href, go }, at) => (
        <li key={href} class={done ? 'done' : undefined}>
          <span class="step-mark">
            {done ? <Icon name="check" /> : at + 1}
            {done && <span class="visually-hidden">Done: </span>}
          </span>
          <div>
            <h3>{title}</h3>
            <p class="muted">{text}</p>
            {!done && (
              <a class={`button small ${at == next ? 'primary' : 'plain'}`} href={href}>
                {go}
              </a>
            )}
            {!done && href == '/widgets' && <a href="/whatsapp">Connect WhatsApp</a>}
          </div>
        </li>
      ))}
    </ol>
  );
}
