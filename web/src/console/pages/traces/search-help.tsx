// What one may write into the search of the traces.
import { Popover } from '../../parts/popover';

const NAMES: [string, string][] = [
  ['model', 'the model that was asked'],
  ['provider', 'who runs the model'],
  ['agent', 'the agent at work'],
  ['tool', 'the tool that was called'],
  ['name', 'the span’s own name'],
  ['kind', 'llm, tool, agent, chain, retrieval, embedding, guardrail, evaluation or other'],
  ['user', 'for whom it ran'],
  ['failed', 'true or false'],
  ['error', 'the kind of the error, as RateLimitError'],
  ['environment', 'where it ran, as production'],
  ['release', 'the version of the program'],
  ['source', 'otlp or sentry'],
];

const SIGNS: [string, string][] = [
  ['name:"chat gpt-4o"', 'quotes keep a space'],
  ['tool:*', 'any value at all'],
  ['!kind:tool', 'all but these'],
  ['http.route:/chat', 'any attribute, by its key'],
];

const Words = ({ of }: { of: [string, string][] }) => (
  <dl>
    {of.map(([code, meaning]) => (
      <div key={code}>
        <dt>
          <code dir="ltr">{code}</code>
        </dt>
        <dd>{meaning}</dd>
      </div>
    ))}
  </dl>
);

export const SearchHelp = () => (
  <Popover label="What to write" class="button quiet">
    {() => (
      <div class="search-help" tabIndex={-1} autofocus>
        <p>
          A name, a colon and the whole value: <code dir="ltr">model:gpt-4o</code>. Several stand side by side, and all
          of them have to hold of one span.
        </p>
        <h3>Signs</h3>
        <Words of={SIGNS} />
        <h3>Names</h3>
        <Words of={NAMES} />
      </div>
    )}
  </Popover>
);
