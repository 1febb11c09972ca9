// What the list is filtered by, each a chip that can be changed or taken away, and the way to add one.
import { useState } from 'preact/hooks';
import { navigate, search, withSearch } from '../../lib/router';
import { Icon } from '../../parts/icon';
import { walk } from '../../parts/menu';
import { Popover } from '../../parts/popover';
import { FilterEditor } from './filter-editor';
import { ALL, useLabels, type Filter } from './filters';

export function FilterBar() {
  const labels = useLabels();
  const without = (params: string[]) => withSearch(Object.fromEntries(params.map((name) => [name, null])));
  return (
    <div class="filters" role="group" aria-label="Filters">
      <span id="list-filter">
        <Popover label="Filter" class="button small plain">
          {(close) => <Add close={close} />}
        </Popover>
      </span>
      {labels.map(({ filter, text, params }) =>
        filter ? (
          <span key={filter.id} class="chip filter-chip">
            <Popover label={text} name={`Change ${text}`} class="chip-text">
              {(close) => <FilterEditor filter={filter} close={close} />}
            </Popover>
            <button
              type="button"
              class="chip-close"
              aria-label={`Remove ${text}`}
              onClick={() => navigate(without(params))}
            >
              <Icon name="close" />
            </button>
          </span>
        ) : null,
      )}
      {labels.length > 1 && (
        <a class="clear" href={without(labels.flatMap(({ params }) => params))}>
          Clear all
        </a>
      )}
    </div>
  );
}

/** First which, then what. */
function Add({ close }: { close: () => void }) {
  const [filter, setFilter] = useState<Filter | null>(null);
  if (filter) return <FilterEditor filter={filter} close={close} />;
  return (
    <div class="menu" role="menu" aria-label="Filter by" onKeyDown={walk}>
      {ALL.filter(({ params }) => !params.some((name) => search.value.get(name)) || params[0] == 'tag').map((one) => (
        <button key={one.id} type="button" role="menuitem" class="menu-item" onClick={() => setFilter(one)}>
          {one.label}
        </button>
      ))}
    </div>
  );
}
