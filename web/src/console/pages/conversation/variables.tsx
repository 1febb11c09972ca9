// What is known of the customer: given before or while they talked, and extracted from what they said.
import { at } from '../../lib/address';
import type { Schemas } from '../../lib/api';
import { useCached } from '../../lib/cache';
import { bothTimes } from '../../lib/time';
import { Empty } from './nothing';
import { ErrorBox } from '../../parts/error-box';
import { Value } from '../../parts/json';
import { RelativeTime } from '../../parts/relative-time';
import { Section } from './section';
import { many } from '../../lib/format';

type Variable = Schemas['Variable'];

export const variablesAt = (id: string) => at('/api/v1/conversations/{id}/variables', { id });

interface Props {
  conversation: { id: string };
  onChoose?: (id: string) => void;
}

export function Variables({ conversation, onChoose }: Props) {
  const { data, error, refresh } = useCached(variablesAt(conversation.id));
  const both = data.value;
  return (
    <Section title="Variables">
      {error.value && <ErrorBox problem={error.value} retry={() => void refresh()} />}
      {both && !both.input.length && !both.extracted.length && <Empty>None are set.</Empty>}
      {both && (
        <>
          <List title="Input" hint="given by a form or the caller" of={both.input} onChoose={onChoose} />
          <List title="Extracted" hint="from what was said" of={both.extracted} onChoose={onChoose} />
        </>
      )}
    </Section>
  );
}

function List({
  title,
  hint,
  of,
  onChoose,
}: {
  title: string;
  hint: string;
  of: Variable[];
  onChoose?: (id: string) => void;
}) {
  if (!of.length) return null;
  return (
    <>
      <h4 class="side-sub">
        {title} <span class="muted">{hint}</span>
      </h4>
      <ul class="variables">
        {of.map((variable) => (
          <li key={variable.name}>
            <code dir="ltr">{variable.name}</code>
            <Value value={variable.value} />
            <span class="muted">
              <RelativeTime at={variable.set_at} />
              <Source of={variable} onChoose={onChoose} />
            </span>
            {variable.history.length > 0 && (
              <details class="unfold">
                <summary>{many(variable.history.length, 'former value')}</summary>
                <ul>
                  {variable.history.map((former) => (
                    <li key={former.set_at}>
                      <Value value={former.value} />
                      <span class="muted" title={bothTimes(former.set_at)}>
                        <RelativeTime at={former.set_at} />
                        <Source of={former} onChoose={onChoose} />
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Source({
  of: { message_id },
  onChoose,
}: {
  of: { message_id?: string | null };
  onChoose?: (id: string) => void;
}) {
  if (!message_id || !onChoose) return null;
  return (
    <>
      {' · '}
      <a
        href={`#m-${message_id}`}
        onClick={(event) => {
          event.preventDefault();
          onChoose(message_id);
        }}
      >
        from this message
      </a>
    </>
  );
}
