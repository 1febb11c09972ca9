import { useEffect, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made } from '../../lib/form';
import { many, number } from '../../lib/format';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Field } from '../../parts/field';
import { Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';

const RUNS = at('/api/v1/prices/reprice', { limit: 10 });

/** Applies today's prices to what is on record; first it is only counted. */
export function Reprice({ off }: { off: string | undefined }) {
  const runs = useCached(RUNS);
  const [form] = useState(() => made({ from: '', to: '', model: '' }));
  const [tried, setTried] = useState('');
  const { draft } = form;
  const asked = JSON.stringify(draft.value);
  const running = runs.data.value?.data.some(({ state }) => state == 'running');
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void runs.refresh(), 1500);
    return () => clearInterval(timer);
  }, [running]);
  const begin = (dry_run: boolean) =>
    form.send(async () => {
      const { from, to, model } = draft.peek();
      const body = {
        ...(from && { from: `${from}T00:00:00Z` }),
        ...(to && { to: `${to}T00:00:00Z` }),
        ...(model.trim() && { model: model.trim() }),
        dry_run,
      } as Schemas['NewRepricing'];
      await api.POST('/api/v1/prices/reprice', { body });
      setTried(dry_run ? asked : '');
      invalidate(RUNS);
    });
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void begin(true);
      }}
    >
      <h2>Price anew</h2>
      <p class="muted">
        Applies the prices of now to what is on record. Count first; every change is kept with who had it made and when.
      </p>
      <Faults problem={form.problem.value} />
      <div class="inline-form">
        <Field label="From (UTC)" optional error={form.of('from')}>
          <input
            type="date"
            readOnly={!!off}
            value={draft.value.from}
            onInput={(event) => form.set({ from: event.currentTarget.value })}
          />
        </Field>
        <Field label="Before (UTC)" optional error={form.of('to')}>
          <input
            type="date"
            readOnly={!!off}
            value={draft.value.to}
            onInput={(event) => form.set({ to: event.currentTarget.value })}
          />
        </Field>
        <Field label="Model" optional error={form.of('model')}>
          <input
            readOnly={!!off}
            value={draft.value.model}
            onInput={(event) => form.set({ model: event.currentTarget.value })}
          />
        </Field>
        <Button type="submit" busy={form.busy.value} off={off}>
          Count
        </Button>
        <Button
          tone="primary"
          busy={form.busy.value}
          off={off ?? (tried != asked && 'Count first what would change.')}
          onClick={() => void begin(false)}
        >
          Price anew
        </Button>
      </div>
      <Load entry={runs}>
        {({ data }) =>
          data.length > 0 && (
            <Table
              caption="What was priced anew"
              rows={data}
              id={({ id }) => id}
              columns={[
                { name: 'Asked', cell: ({ requested_at }) => <RelativeTime at={requested_at} /> },
                {
                  name: 'State',
                  cell: ({ state, dry_run }) => (
                    <Chip tone={state == 'running' ? 'warning' : 'sunken'}>
                      {dry_run ? `${state}, only counted` : state}
                    </Chip>
                  ),
                },
                {
                  name: 'Of',
                  cell: ({ from, to, model }) =>
                    [from && `from ${from.slice(0, 10)}`, to && `before ${to.slice(0, 10)}`, model]
                      .filter(Boolean)
                      .join(', ') || 'all',
                },
                {
                  name: 'Changes',
                  number: true,
                  cell: ({ changed, messages }) => `${number(changed)} of ${many(messages, 'message')}`,
                },
                { name: 'Before', number: true, cell: ({ before }) => before },
                { name: 'After', number: true, cell: ({ after }) => after },
                {
                  name: 'Difference',
                  number: true,
                  cell: ({ difference }) => (difference > 0 ? `+${difference}` : difference),
                },
              ]}
            />
          )
        }
      </Load>
    </form>
  );
}
