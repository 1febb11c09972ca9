import { search, withSearch } from '../lib/router';

/** Links to the pages before and after this one, by the list's own marks. */
export function Pager({ next, prev, name = 'cursor' }: { next?: string | null; prev?: string | null; name?: string }) {
  if (!next && !prev && !search.value.has(name)) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {prev ? <a href={withSearch({ [name]: prev })}>Newer</a> : <span class="muted">Newer</span>}
      {next ? <a href={withSearch({ [name]: next })}>Older</a> : <span class="muted">Older</span>}
    </nav>
  );
}
