// Setting one filter. What is chosen goes into the address at once; what is typed, with Enter.
import { useRef, useState } from 'preact/hooks';
import { navigate, search, withSearch } from '../../lib/router';
import { typeName } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Agents, Assistants, Tags } from './filter-pickers';
import { feedback, TYPES, type Filter } from './filters';

interface Props {
  filter: Filter;
  close: () => void;
}

const set = (changes: Record<string, string | null>) => navigate(withSearch(changes));

export function FilterEditor({ filter, close }: Props) {
  const name = filter.params[0] ?? '';
  const value = search.value.get(name) ?? '';
  const choose = (value: string | null) => {
    set({ [name]: value });
    close();
  };
  switch (filter.kind) {
    case 'types':
      return <Types value={value} set={(types) => set({ type: types.join(',') })} />;
    case 'choice':
      return <Choices filter={filter} value={value} choose={choose} />;
    case 'assistant':
      return <Assistants value={value} choose={choose} />;
    case 'agent':
      return <Agents filter={filter} value={value} choose={choose} />;
    case 'tag':
      return <Tags close={close} />;
    case 'date':
      return <Dates close={close} />;
    case 'score':
      return <Score value={value} choose={choose} />;
    case 'cost':
      return <Costs close={close} />;
    case 'variable':
      return <Variable value={value} choose={choose} />;
    default:
      return <Text filter={filter} value={value} choose={choose} />;
  }
}

export type Choose = { value: string; choose: (value: string | null) => void };

function Types({ value, set }: { value: string; set: (types: string[]) => void }) {
  const on = value.split(',').filter(Boolean);
  return (
    <fieldset class="choices">
      <legend class="visually-hidden">Type</legend>
      {TYPES.map((type) => (
        <label key={type} class="check">
          <input
            type="checkbox"
            checked={on.includes(type)}
            onChange={(event) => set(event.currentTarget.checked ? [...on, type] : on.filter((one) => one != type))}
          />
          {typeName(type)}
        </label>
      ))}
    </fieldset>
  );
}

function Choices({ filter, value, choose }: Choose & { filter: Filter }) {
  return (
    <fieldset class="choices">
      <legend class="visually-hidden">{filter.label}</legend>
      {filter.choices?.map((choice) => (
        <label key={choice.value} class="check">
          <input
            type={filter.choices?.length == 1 ? 'checkbox' : 'radio'}
            name={filter.id}
            checked={value == choice.value}
            onChange={(event) => choose(event.currentTarget.checked ? choice.value : null)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

function Dates({ close }: { close: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const given = search.value;
  const [wrong, setWrong] = useState('');
  return (
    <form
      ref={form}
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const [from, to] = [`${data.get('from')}`, `${data.get('to')}`];
        if (from && to && from > to) return setWrong('The first day is after the last.');
        set({ days: null, from, to });
        close();
      }}
    >
      <div class="row">
        {[7, 30, 90].map((days) => (
          <Button
            key={days}
            small
            aria-pressed={given.get('days') == `${days}`}
            onClick={() => {
              set({ days: `${days}`, from: null, to: null });
              close();
            }}
          >
            {days} days
          </Button>
        ))}
      </div>
      <Field label="First day" error={wrong || undefined}>
        <input type="date" name="from" defaultValue={given.get('from')?.slice(0, 10) ?? ''} />
      </Field>
      <Field label="Last day" hint="Days are those of UTC, by when a conversation began.">
        <input type="date" name="to" defaultValue={given.get('to')?.slice(0, 10) ?? ''} />
      </Field>
      <Button tone="primary" type="submit">
        Apply
      </Button>
    </form>
  );
}

function Costs({ close }: { close: () => void }) {
  const given = search.value;
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        set({ min_cost: `${data.get('least')}`, max_cost: `${data.get('most')}` });
        close();
      }}
    >
      <div class="compare">
        <Field label="At least">
          <input type="number" name="least" min="0" step="any" autofocus defaultValue={given.get('min_cost') ?? ''} />
        </Field>
        <Field label="At most">
          <input type="number" name="most" min="0" step="any" defaultValue={given.get('max_cost') ?? ''} />
        </Field>
      </div>
      <p class="hint muted">Model and channel together, as far as they are known.</p>
      <Button tone="primary" type="submit">
        Apply
      </Button>
    </form>
  );
}

const COMPARISON = /^(.*?)(>=|<=|!=|>|<|=)(.*)$/;

/** A name, a sign and a number. */
function Comparison({ value, choose }: Choose) {
  const [, name = '', sign = '>=', amount = ''] = COMPARISON.exec(value) ?? [];
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const number = `${data.get('amount')}`.trim().replace(',', '.');
        choose(number ? `${`${data.get('name')}`.trim()}${data.get('sign')}${number}` : null);
      }}
    >
      <Field label="Name of the score">
        <input type="text" name="name" required defaultValue={name} placeholder="helpful" />
      </Field>
      <div class="compare">
        <Field label="Its value">
          <select name="sign" defaultValue={sign}>
            <option value=">=">at least</option>
            <option value="<=">at most</option>
            <option value="=">exactly</option>
          </select>
        </Field>
        <Field label="Amount">
          <input type="number" name="amount" step="any" required autofocus defaultValue={amount} />
        </Field>
      </div>
      <Button tone="primary" type="submit">
        Apply
      </Button>
    </form>
  );
}

function Score({ value, choose }: Choose) {
  return (
    <>
      <fieldset class="choices">
        <legend class="visually-hidden">Feedback</legend>
        {feedback.map((one) => (
          <label key={one.value} class="check">
            <input type="radio" name="score" checked={value == one.value} onChange={() => choose(one.value)} />
            {one.label}
          </label>
        ))}
      </fieldset>
      <Comparison value={feedback.some((one) => one.value == value) ? '' : value} choose={choose} />
    </>
  );
}

function Variable({ value, choose }: Choose) {
  const [name = '', ...rest] = value.split('=');
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        choose(`${`${data.get('name')}`.trim()}=${data.get('value')}`);
      }}
    >
      <Field label="Variable">
        <input type="text" name="name" required autofocus defaultValue={name} placeholder="city" />
      </Field>
      <Field label="Its value" hint="Exactly, given or extracted.">
        <input type="text" name="value" required defaultValue={rest.join('=')} placeholder="Oslo" />
      </Field>
      <Button tone="primary" type="submit">
        Apply
      </Button>
    </form>
  );
}

function Text({ filter, value, choose }: Choose & { filter: Filter }) {
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        choose(`${new FormData(event.currentTarget).get('text')}`.trim() || null);
      }}
    >
      <Field label={filter.label} hint={filter.hint}>
        <input type="text" name="text" autofocus defaultValue={value} placeholder={filter.example} dir="auto" />
      </Field>
      <Button tone="primary" type="submit">
        Apply
      </Button>
    </form>
  );
}
