// Where traces come from: the lines for each SDK, the wait for the first span, and who has sent what.
import './sources.css';
import { useState } from 'preact/hooks';
import { call } from '../../../lib/api';
import { invalidate, useCached } from '../../../lib/cache';
import { asProblem, type Problem } from '../../../lib/problem';
import { navigate, search, withSearch } from '../../../lib/router';
import { whyNot } from '../../../lib/session';
import { INGEST, type Ingest, type MadeKey } from '../../../lib/traces';
import { Button } from '../../../parts/button';
import { ErrorBox } from '../../../parts/error-box';
import { Load } from '../../../parts/load';
import { Once } from '../../../parts/once';
import { Tabs } from '../../../parts/tabs';
import { Arrival } from './arrival';
import { KitView } from './kit';
import { Seen } from './seen';
import { PLACEHOLDER } from './given';
import { SDKS } from './snippets';
import { useWatch } from './watch';

export function Sources() {
  const read = useCached(INGEST);
  const [key, setKey] = useState<MadeKey>();
  useWatch(key?.id);
  return (
    <>
      <p class="muted">
        A program that runs an assistant of its own sends what it does, and its conversations appear here: with their
        words, models, tools, tokens, cost and failures.
      </p>
      <Load entry={read}>
        {(ingest) => (
          <>
            <SetUp ingest={ingest} made={key} onMade={setKey} />
            <Arrival ingest={ingest} />
            <Seen ingest={ingest} />
          </>
        )}
      </Load>
    </>
  );
}

interface Props {
  ingest: Ingest;
  made: MadeKey | undefined;
  onMade: (key: MadeKey) => void;
}

function SetUp({ ingest, made, onMade }: Props) {
  const sdk = SDKS.find(({ id }) => id == search.value.get('sdk')) ?? SDKS[0];
  if (!sdk) return null;
  const kits = sdk.kits({ ingest, key: made?.key ?? PLACEHOLDER });
  const kit = kits.find(({ id }) => id == search.value.get('kit')) ?? kits[0];
  const go = (changes: Record<string, string | null>) => navigate(withSearch(changes), { replace: true });
  return (
    <section class="card">
      <h2>Send traces</h2>
      <MakeKey made={made} onMade={onMade} name={`Traces by ${sdk.name}`} />
      <Tabs
        name="SDK"
        tabs={SDKS.map(({ id, name }) => ({ id, label: name }))}
        chosen={sdk.id}
        onChoose={(id) => go({ sdk: id, kit: null })}
      >
        <div class="kit-languages" role="group" aria-label="Language">
          {kits.map(({ id, language }) => (
            <Button key={id} small aria-pressed={id == kit?.id} onClick={() => go({ kit: id })}>
              {language}
            </Button>
          ))}
        </div>
        {kit && <KitView kit={kit} />}
      </Tabs>
    </section>
  );
}

function MakeKey({ made, onMade, name }: { made: MadeKey | undefined; onMade: Props['onMade']; name: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const make = async () => {
    setBusy(true);
    try {
      onMade(await call<MadeKey>('POST', '/api/v1/keys', { name, scopes: ['ingest'] }));
      setProblem(undefined);
      invalidate('/api/v1/keys');
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {problem && <ErrorBox problem={problem} retry={() => void make()} />}
      {made ? (
        <Once title={`Key “${made.name}”`} text={made.key}>
          <p>It stands in the lines below, and may only send traces.</p>
        </Once>
      ) : (
        <p class="row">
          <Button tone="primary" busy={busy} off={whyNot('manage')} onClick={() => void make()}>
            Make a key
          </Button>
          <span class="muted">
            It goes into the lines below. One that you have already stands in place of <code>{PLACEHOLDER}</code>;{' '}
            <a href="/settings/keys">API keys</a> has them all.
          </span>
        </p>
      )}
    </>
  );
}
