import { useState } from 'preact/hooks';
import { api, type Schemas } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { made } from '../../lib/form';
import { many, number } from '../../lib/format';
import { given } from '../../lib/given';
import { whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { Confirm } from '../../parts/confirm';
import { Field } from '../../parts/field';
import { Faults } from '../../parts/form';
import { CopyLine } from '../../parts/once';

const KINDS = {
  phone: { label: 'Phone number', hint: 'In any notation, with its country code.' },
  visitor_id: { label: 'Your own id of a visitor', hint: 'As the claim sub of the widget’s token had it.' },
  wa_user_id: { label: 'WhatsApp user id', hint: 'What WhatsApp gives in place of a number.' },
  username: { label: 'User name', hint: 'With its @; whoever has it now.' },
} as const;
type Kind = keyof typeof KINDS;
type Answer = Schemas['ErasureAnswer'];

export function Erase() {
  const [form] = useState(() => made({ kind: 'phone' as Kind, who: '' }));
  const [found, setFound] = useState<Answer>();
  const [done, setDone] = useState<Answer>();
  const [asks, setAsks] = useState(false);
  const off = whyNot('delete');
  const { draft } = form;
  const { kind, who } = draft.value;
  const set = (change: Partial<{ kind: Kind; who: string }>) => {
    form.set(change);
    setFound(undefined);
    setDone(undefined);
  };
  const ask = async (body: { dry_run: boolean; confirm_count: number | null }) =>
    given(
      await api.POST('/api/v1/persons/erase', {
        body: { mode: 'delete', [kind]: who.trim(), ...body } as Schemas['Erasure'],
      }),
    );
  const look = (event: Event) => {
    event.preventDefault();
    void form.send(async () => setFound(await ask({ dry_run: true, confirm_count: null })));
  };
  const erase = async () => {
    setDone(await ask({ dry_run: false, confirm_count: found?.matched ?? 0 }));
    setFound(undefined);
    invalidate('/api/v1/conversations');
  };
  return (
    <>
      <form class="card" onSubmit={look}>
        <h2>Erase a person</h2>
        <p class="muted">
          All conversations of whoever is known by an address, with messages, files, names, numbers and raw deliveries.
          What is left is a line of the audit log that names nobody. It cannot be taken back.
        </p>
        <Faults problem={form.problem.value} />
        <div class="inline-form">
          <Field label="Known by">
            <select
              disabled={!!off}
              value={kind}
              onChange={(event) => set({ kind: event.currentTarget.value as Kind })}
            >
              {Object.entries(KINDS).map(([id, { label }]) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <Field label={KINDS[kind].label} hint={KINDS[kind].hint} error={form.of(kind)}>
            <input
              required
              readOnly={!!off}
              autocomplete="off"
              value={who}
              onInput={(event) => set({ who: event.currentTarget.value })}
            />
          </Field>
          <Button type="submit" busy={form.busy.value} off={off}>
            Look
          </Button>
        </div>
        <div class="stack" role="status">
          {found && !found.matched && <p>Nobody is on record under this.</p>}
          {found && found.matched > 0 && (
            <div class="row">
              <p>{many(found.matched, 'conversation')} of this person.</p>
              <Button tone="danger" onClick={() => setAsks(true)}>
                Erase…
              </Button>
            </div>
          )}
          {done && (
            <div class="notice success">
              <div class="stack">
                <p>
                  Erased: {many(done.conversations, 'conversation')}, {many(done.messages, 'message')},{' '}
                  {many(done.deliveries, 'raw delivery', 'raw deliveries')}.
                </p>
                {done.certificate && <CopyLine text={done.certificate} label="Copy the id of the certificate" />}
                <p>The id is that of the audit log’s line, which certifies it.</p>
              </div>
            </div>
          )}
        </div>
      </form>
      {asks && found && (
        <Confirm
          title="Erase this person for good?"
          label="Erase for good"
          typed={number(found.matched)}
          run={erase}
          onClose={() => setAsks(false)}
        >
          <p>
            {many(found.matched, 'conversation')} of {who.trim()} and all that belongs to them go at once. If there are
            more or fewer by then, nothing is erased.
          </p>
        </Confirm>
      )}
    </>
  );
}
