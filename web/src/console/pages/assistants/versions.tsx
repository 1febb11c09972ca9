import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { many } from '../../lib/format';
import { Load } from '../../parts/load';
import { RelativeTime } from '../../parts/relative-time';
import { differences, lines, type Change } from './diff';

const LIMIT = 100;

/** Each version with what it changed against the one before. */
export function Versions({ id, version }: { id: string; version: number }) {
  // The number is part of the address, so that a change is seen at once.
  const found = useCached(at('/api/v1/assistants/{id}/versions', { id, limit: LIMIT, before: version + 1 }));
  return (
    <Load entry={found}>
      {({ data }) => (
        <>
          <p class="muted">
            Every change of what it is told or does is a version, and each answer names the one that gave it. Prices and
            secrets are not part of it.
          </p>
          {data.map((one, index) => {
            const before = data[index + 1];
            const changed = before && differences(before.content, one.content);
            return (
              <section class="card" key={one.version} aria-label={`Version ${one.version}`}>
                <div class="card-head">
                  <h2>
                    Version {one.version}
                    {one.version == version && ', in use'}
                  </h2>
                  <RelativeTime at={one.created_at} />
                </div>
                {changed ? (
                  changed.length ? (
                    changed.map((change) => <Changed key={change.path} {...change} />)
                  ) : (
                    <p class="muted">Nothing that the model is told.</p>
                  )
                ) : (
                  <p class="muted">{one.version == 1 ? 'As it was made.' : 'Older versions are not shown.'}</p>
                )}
              </section>
            );
          })}
          {data.length == LIMIT && <p class="muted">The newest {many(LIMIT, 'version')}.</p>}
        </>
      )}
    </Load>
  );
}

function Changed({ path, before, after }: Change) {
  const long = `${before}${after}`.includes('\n') || before.length + after.length > 120;
  return (
    <div class="change">
      <h3>{path}</h3>
      {long ? (
        <pre tabIndex={0} dir="auto">
          {lines(before, after).map(({ kind, text }, at) => {
            const Kind = kind == 'added' ? 'ins' : kind == 'gone' ? 'del' : 'span';
            return (
              <Kind key={at}>
                {kind == 'added' ? '+ ' : kind == 'gone' ? '− ' : '  '}
                {text}
                {kind == 'same' && '\n'}
              </Kind>
            );
          })}
        </pre>
      ) : (
        <p>
          {before && <del>− {before}</del>}
          {after && <ins>+ {after}</ins>}
        </p>
      )}
    </div>
  );
}
