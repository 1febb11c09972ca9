import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { many, number } from '../../lib/format';
import { given } from '../../lib/given';
import { asProblem, type Problem } from '../../lib/problem';
import { whyNot } from '../../lib/session';
import { fullTime, serverNow } from '../../lib/time';
import { Badge, typeName } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Confirm } from '../../parts/confirm';
import { ErrorBox } from '../../parts/error-box';
import { Load } from '../../parts/load';

const RULES = at('/api/v1/retention');
const USUAL = ['whatsapp', 'widget', 'api', 'trace', 'test'];

export function Retention() {
  const rules = useCached(RULES);
  const counts = useCached(at('/api/v1/conversations/counts', { include_test: true })).data.value?.data ?? [];
  return (
    <>
      <p class="muted">
        A conversation that saw nothing for so long is deleted for good, with its messages and files. A type without a
        rule is kept for ever. A rule begins a day after it was set, so that a slip can be mended.
      </p>
      <Load entry={rules}>
        {({ data }) =>
          [...new Set([...USUAL, ...counts.map(({ type }) => type), ...data.map(({ type }) => type)])].map((type) => (
            <Rule key={type} type={type} rule={data.find((one) => one.type == type)} />
          ))
        }
      </Load>
    </>
  );
}

/** The rule of one type: what it would delete now is said before it is set. */
function Rule({ type, rule }: { type: string; rule: Schemas['RetentionRule'] | undefined }) {
  const [days, setDays] = useState(rule ? `${rule.days}` : '');
  const [due, setDue] = useState<{ days: number; conversations: number }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [sets, setSets] = useState(false);
  const off = whyNot('delete');
  const wanted = Number(days);
  const valid = Number.isInteger(wanted) && wanted >= 1 && wanted <= 36_500;
  const wrong = days && !valid ? 'Give whole days, 1 to 36,500.' : undefined;

  const attempt = async (run: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await run();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  const dry = async () => {
    const answer = given(await api.POST('/api/v1/retention/dry-run', { body: { rules: { [type]: wanted } } }));
    const conversations = answer.data.find((one) => one.type == type)?.conversations ?? 0;
    setDue({ days: wanted, conversations });
  };
  const set = async () => {
    await api.PUT('/api/v1/retention/{type}', { params: { path: { type } }, body: { days: wanted } });
    setDue(undefined);
    invalidate(RULES);
  };
  const forEver = async () => {
    await api.DELETE('/api/v1/retention/{type}', { params: { path: { type } } });
    setDays('');
    setDue(undefined);
    invalidate(RULES);
  };
  const known = due?.days == wanted ? due : undefined;
  return (
    <section class="card" aria-label={typeName(type)}>
      <div class="card-head">
        <h2>
          <Badge type={type} />
        </h2>
        <p class="muted">
          {rule
            ? `${many(rule.days, 'day')}${Date.parse(rule.effective_at) > serverNow() ? `, from ${fullTime(rule.effective_at)} on` : ''}`
            : 'Kept for ever'}
        </p>
      </div>
      <div class="inline-form">
        <div class={wrong ? 'field wrong' : 'field'}>
          <label for={`days-${type}`}>Days since the last activity</label>
          <input
            id={`days-${type}`}
            type="number"
            min={1}
            max={36500}
            readOnly={!!off}
            aria-invalid={wrong ? 'true' : undefined}
            value={days}
            onInput={(event) => setDays(event.currentTarget.value)}
          />
          {wrong && <p class="fault">{wrong}</p>}
        </div>
        <Button busy={busy} off={off ?? (!valid && 'Give the days first.')} onClick={() => void attempt(dry)}>
          What would go?
        </Button>
        <Button
          tone="primary"
          off={
            off ??
            (!valid
              ? 'Give the days first.'
              : rule?.days == wanted
                ? 'That is the rule.'
                : !known && 'See first what would go.')
          }
          onClick={() => setSets(true)}
        >
          Set
        </Button>
        {rule && (
          <Button tone="quiet" busy={busy} off={off} onClick={() => void attempt(forEver)}>
            Keep for ever
          </Button>
        )}
      </div>
      <div role="status">
        {known && (
          <p>
            {known.conversations
              ? `${many(known.conversations, 'conversation')} would go now.`
              : 'Nothing would go now.'}
          </p>
        )}
      </div>
      {problem && <ErrorBox problem={problem} />}
      {sets && known && (
        <Confirm
          title={`Keep ${typeName(type)} for ${many(wanted, 'day')}?`}
          label="Set the rule"
          typed={known.conversations ? number(known.conversations) : undefined}
          run={set}
          onClose={() => setSets(false)}
        >
          <p>
            From tomorrow on, conversations that saw nothing for {many(wanted, 'day')} are deleted for good, and so on
            each day: {many(known.conversations, 'conversation')} as of now. Until then the rule can be taken back.
          </p>
        </Confirm>
      )}
    </section>
  );
}
