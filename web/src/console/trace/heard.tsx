// What a model was told and what it said, as far as it was recorded.
import { Json } from '../parts/json';
import { Redacted } from '../parts/redacted';
import { Body } from '../pages/conversation/body';
import { Calls } from '../pages/conversation/calls';
import type { Heard as Message } from '../lib/traces';

const ROLES: Record<string, string> = {
  user: 'User',
  assistant: 'Assistant',
  system: 'System',
  developer: 'Developer',
  tool: 'Tool',
};
const SHOWN = new Set(['role', 'text', 'calls', 'redacted']);
/** Of a long history the last is what the call is about. */
const LAST = 3;

export function Heard({ title, messages }: { title: string; messages: readonly Message[] }) {
  const earlier = messages.slice(0, -LAST);
  return (
    <section class="span-said">
      <h4>{title}</h4>
      {earlier.length > 0 && (
        <details class="unfold">
          <summary>
            {earlier.length} before {earlier.length == 1 ? 'it' : 'them'}
          </summary>
          {earlier.map((one, at) => (
            <One key={at} message={one} />
          ))}
        </details>
      )}
      {messages.slice(-LAST).map((one, at) => (
        <One key={at} message={one} />
      ))}
    </section>
  );
}

const isEmpty = (value: unknown) => value == null || value === '' || (Array.isArray(value) && !value.length);
const isPlain = (value: unknown) => typeof value != 'object' && `${value}`.length < 80;

function One({ message }: { message: Message }) {
  const { role, text, calls, redacted } = message;
  const rest = Object.entries(message).filter(([name, value]) => !SHOWN.has(name) && !isEmpty(value));
  const plain = rest.filter(([, value]) => isPlain(value));
  const data = rest.filter(([, value]) => !isPlain(value));
  return (
    <div class="said-one">
      <p class="speaker">
        {ROLES[role] ?? role}
        <span class="muted">{plain.map(([name, value]) => ` · ${name.replaceAll('_', ' ')}: ${value}`).join('')}</span>
      </p>
      {text ? <Body text={text} /> : null}
      {redacted && <Redacted />}
      {calls?.length ? <Calls calls={calls} /> : null}
      {data.length > 0 && <Json value={Object.fromEntries(data)} name={`More of what the ${role} said`} />}
      {!text && !redacted && !calls?.length && !data.length && <p class="muted">Nothing was recorded</p>}
    </div>
  );
}
