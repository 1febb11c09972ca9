// Filters whose value is one of a list: the server's assistants and tags, the agents of the rows.
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { navigate, search, withSearch } from '../../lib/router';
import { Combobox } from '../../parts/combobox';
import { Field } from '../../parts/field';
import { agentsOf } from './agents';
import type { Choose } from './filter-editor';
import { useAssistants, type Filter } from './filters';
import { rowsFor } from './state';

export const TAGS = at('/api/v1/tags');

export function Assistants({ value, choose }: Choose) {
  const all = useAssistants();
  return (
    <div class="editor">
      <Field label="Assistant">
        <Combobox options={all} value={value} onChoose={choose} autofocus />
      </Field>
    </div>
  );
}

export function Agents({ filter, value, choose }: Choose & { filter: Filter }) {
  const rows = rowsFor(search.value);
  const names = agentsOf(rows.slice(0, rows.total));
  return (
    <div class="editor">
      <Field label={filter.label} hint={filter.hint}>
        <Combobox
          free
          autofocus
          options={names.map((name) => ({ value: name, label: name }))}
          value={value}
          onChoose={choose}
        />
      </Field>
    </div>
  );
}

export function Tags({ close }: { close: () => void }) {
  const tags = useCached(TAGS).data.value?.data ?? [];
  const on = search.value
    .getAll('tag')
    .flatMap((one) => one.split(','))
    .filter(Boolean);
  return (
    <div class="editor">
      <Field label="Tag" hint={on.length ? `All must be there: ${on.join(', ')} and the one you add.` : undefined}>
        <Combobox
          free
          many
          autofocus
          options={tags
            .filter(({ tag }) => !on.includes(tag))
            .map(({ tag, conversations }) => ({ value: tag, label: tag, note: `${conversations}` }))}
          onChoose={(tag) => {
            navigate(withSearch({ tag: [...on, tag].join(',') }));
            close();
          }}
        />
      </Field>
    </div>
  );
}
