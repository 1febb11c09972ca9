import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { open, type Schemas } from '../../lib/api';
import { put, useCached } from '../../lib/cache';
import { many, number } from '../../lib/format';
import { asProblem, type Problem } from '../../lib/problem';
import { whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';

const CARD = at('/api/v1/rate-card');
const COLUMNS = 'market,prefixes,category,currency,rate,from';

/** What channels charge for each message: imported whole as CSV, or refused with the lines that are wrong. */
export function Rates() {
  const card = useCached(CARD);
  const [all, setAll] = useState(false);
  return (
    <>
      <Import />
      <Load entry={card}>
        {({ data, imported_at, allowances }) => (
          <>
            {allowances.length > 0 && (
              <section class="card">
                <h2>Free allowance of this month</h2>
                <Table
                  caption="Free allowance"
                  rows={allowances}
                  id={({ channel_id }) => channel_id}
                  columns={[
                    { name: 'Number', cell: ({ name }) => name },
                    { name: 'Used', number: true, cell: ({ used, of }) => `${number(used)} of ${number(of)}` },
                  ]}
                />
              </section>
            )}
            <section class="card">
              <div class="card-head">
                <h2>The card</h2>
                {imported_at && (
                  <p class="muted">
                    {many(data.length, 'line')}, imported <RelativeTime at={imported_at} />
                  </p>
                )}
              </div>
              {data.length ? (
                <>
                  <Table
                    caption="Rate card"
                    rows={all ? data : data.slice(0, 100)}
                    id={({ line }) => `${line}`}
                    columns={[
                      { name: 'Market', cell: ({ market }) => market },
                      { name: 'Prefixes', cell: ({ prefixes }) => prefixes.join(' ') },
                      { name: 'Category', cell: ({ category }) => category },
                      { name: 'Rate', number: true, cell: ({ rate, currency }) => `${rate} ${currency}` },
                      { name: 'From', cell: ({ from }) => from },
                      { name: 'Tier', cell: ({ tier }) => tier ?? '—' },
                    ]}
                  />
                  {!all && data.length > 100 && (
                    <Button onClick={() => setAll(true)}>Show all {number(data.length)} lines</Button>
                  )}
                </>
              ) : (
                <p class="muted">None yet: fees are unknown but for what is free.</p>
              )}
            </section>
          </>
        )}
      </Load>
    </>
  );
}

function Import() {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const off = whyNot('manage');
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const response = await open(CARD, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: text });
      const card = (await response.json()) as Schemas['RateCard'];
      put(CARD, card);
      setText('');
      toast(`The card has ${many(card.data.length, 'line')} now.`);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  return (
    <form class="card" onSubmit={(event) => void send(event)}>
      <h2>Import a card</h2>
      <p class="muted">
        It takes the place of the one before, whole or not at all. Keep the old lines when rates change: each holds from
        its day on (UTC). What was booked before stays; see <a href="/settings/prices">pricing anew</a>.
      </p>
      <Faults problem={problem} />
      <Field label="File" optional hint={`CSV in UTF-8 with the columns ${COLUMNS} and, if you like, tier.`}>
        <input
          type="file"
          accept=".csv,text/csv"
          disabled={!!off}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void file.text().then(setText);
          }}
        />
      </Field>
      <Field label="Or its text">
        <textarea
          class="mono"
          rows={6}
          spellcheck={false}
          readOnly={!!off}
          placeholder={`${COLUMNS}\nGermany,49 DE,utility,USD,0.0550,2026-07-01`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <div class="row">
        <Button
          type="submit"
          tone="primary"
          busy={busy}
          off={off ?? (!text.trim() && 'Choose a file or paste its text.')}
        >
          Import
        </Button>
      </div>
    </form>
  );
}
