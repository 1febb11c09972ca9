// What the list of traces is filtered by: everything goes into the address, what is typed with Enter.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../lib/cache';
import { navigate, search, withSearch } from '../../lib/router';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Check } from '../../parts/form';
import { PERIODS } from './query';
import { SearchHelp } from './search-help';

const set = (changes: Record<string, string | null>) =>
  navigate(withSearch({ ...changes, cursor: null }), { replace: true });

/** A field that follows the address, and keeps the focus when its own words go there. */
function Typed({ name, placeholder, ...rest }: { name: string; placeholder: string; [more: string]: unknown }) {
  const input = useRef<HTMLInputElement>(null);
  const given = search.value.get(name) ?? '';
  useEffect(() => {
    if (input.current && input.current.value.trim() != given) input.current.value = given;
  }, [given]);
  return (
    <input
      {...rest}
      ref={input}
      type="search"
      name={name}
      class="mono"
      dir="ltr"
      placeholder={placeholder}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      defaultValue={given}
    />
  );
}

/** `fault`: what the server does not understand of the search. */
export function Filters({ read, fault }: { read: Entry<unknown>; fault: string | undefined }) {
  const given = search.value;
  const [between, setBetween] = useState(false);
  const days = given.get('days');
  const dated = between || given.has('from') || given.has('to');
  const pick = (value: string) => {
    setBetween(value == 'dates');
    set({ days: value == 'dates' ? null : value || null, from: null, to: null });
  };
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const typed = (name: string) => `${data.get(name)}`.trim() || null;
        set({ thread: typed('thread'), query: typed('query') });
      }}
    >
      <div class="trace-search" role="search">
        <Field label="Search spans" error={fault}>
          <Typed name="query" placeholder="model:gpt-4o tool:refund" />
        </Field>
        <Button type="submit">Search</Button>
        <SearchHelp />
        <p class="visually-hidden" role="status">
          {fault}
        </p>
      </div>
      <Field label="Period">
        <select value={dated ? 'dates' : (days ?? '')} onChange={(event) => pick(event.currentTarget.value)}>
          <option value="">Any time</option>
          {PERIODS.map(({ days, label }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
          <option value="dates">Between two days</option>
        </select>
      </Field>
      {dated &&
        (['from', 'to'] as const).map((name) => (
          <Field key={name} label={name == 'from' ? 'First day (UTC)' : 'Last day (UTC)'}>
            <input
              type="date"
              value={given.get(name) ?? ''}
              onChange={(event) => set({ [name]: event.currentTarget.value || null, days: null })}
            />
          </Field>
        ))}
      <Field label="Conversation id">
        <Typed name="thread" placeholder="Its id, then Enter" />
      </Field>
      <Check
        label="Only with errors"
        checked={given.get('has_error') == 'true'}
        onChange={(on) => set({ has_error: on ? 'true' : null })}
      />
      <Check
        label="Without a conversation"
        checked={given.get('unassigned') == 'true'}
        onChange={(on) => set({ unassigned: on ? 'true' : null })}
      />
      <Button onClick={() => void read.refresh()} busy={read.loading.value}>
        Look again
      </Button>
    </form>
  );
}
