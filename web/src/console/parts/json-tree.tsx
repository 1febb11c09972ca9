// Data that is opened part by part, and searched. Texts that hold data are opened like the rest.
import './json-tree.css';
import { useMemo, useState } from 'preact/hooks';
import { bytes, many } from '../lib/format';
import { Button } from './button';
import { CopyButton } from './copy';
import { entriesOf, hits, plainText } from './json-find';
import { FILTERED, Redacted, Unfiltered } from './redacted';

/** As many of one part are shown before somebody asks for the rest. */
const SOME = 100;
const LONG = 600;

interface Props {
  /** Parts with their names. */
  value: Record<string, unknown>;
  name: string;
  /** Parts that are open at first. */
  open?: readonly string[];
}

export function JsonTree({ value, name, open = [] }: Props) {
  const [words, setWords] = useState('');
  const found = useMemo(() => hits(value, words), [value, words]);
  return (
    <div class="json-tree">
      <div class="json-tools">
        <input
          type="search"
          aria-label={`Find in ${name.toLowerCase()}`}
          placeholder="Find a name or a value"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <CopyButton text={() => JSON.stringify(value, null, 2)} label="Copy raw JSON" words />
      </div>
      <p class="muted" role="status">
        {found ? (found.count ? many(found.count, 'hit') : 'Nothing has these words') : ''}
      </p>
      <Parts of={Object.entries(value)} path="" paths={found?.paths} words={words} open={open} />
    </div>
  );
}

interface PartsProps {
  of: [string, unknown][];
  path: string;
  /** What may be shown, while something is looked for. */
  paths: ReadonlySet<string> | undefined;
  words: string;
  open: readonly string[];
}

function Parts({ of, path, paths, words, open }: PartsProps) {
  const [most, setMost] = useState(SOME);
  const shown = paths ? of.filter(([key]) => paths.has(`${path}/${key}`)) : of;
  return (
    <ul>
      {shown.slice(0, most).map(([key, value]) => (
        <Part key={key} name={key} value={value} path={`${path}/${key}`} paths={paths} words={words} open={open} />
      ))}
      {shown.length > most && (
        <li>
          <Button small onClick={() => setMost(most + 1000)}>
            Show more of {many(shown.length, 'part')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Part({ name, value, path, ...rest }: Omit<PartsProps, 'of'> & { name: string; value: unknown }) {
  // What somebody opened or closed; another search begins anew.
  const [pressed, press] = useState<{ words: string; open: boolean }>();
  const below = useMemo(() => entriesOf(value), [value]);
  if (!below.length)
    return (
      <li>
        <Name words={rest.words}>{name}</Name> <Leaf value={value} words={rest.words} />
      </li>
    );
  const isOpen = pressed?.words == rest.words ? pressed.open : rest.paths ? true : rest.open.includes(path);
  return (
    <li>
      <details open={isOpen}>
        <summary
          onClick={(event) => {
            event.preventDefault();
            press({ words: rest.words, open: !isOpen });
          }}
        >
          <Name words={rest.words}>{name}</Name> <span class="muted">{sizeOf(value, below.length)}</span>
        </summary>
        {isOpen && <Parts of={below} path={path} {...rest} />}
      </details>
    </li>
  );
}

const sizeOf = (value: unknown, parts: number) =>
  Array.isArray(value)
    ? `[${parts}]`
    : typeof value == 'string'
      ? `JSON in a text, ${bytes(value.length)}`
      : `{${parts}}`;

function Leaf({ value, words }: { value: unknown; words: string }) {
  const [whole, setWhole] = useState(false);
  if (value === FILTERED) return <Redacted />;
  const text = plainText(value);
  const kind = value === null ? 'none' : typeof value;
  const cut = !whole && text.length > LONG;
  return (
    <>
      <span class={`json-leaf ${kind}`} dir="auto">
        <Name words={words}>{cut ? text.slice(0, LONG) : text || '(empty)'}</Name>
        {cut && '…'}
      </span>
      {cut && (
        <Button small tone="quiet" onClick={() => setWhole(true)}>
          Show all {bytes(text.length)}
        </Button>
      )}
    </>
  );
}

/** A text with the words that are looked for marked in it; what was filtered out shown as such. */
function Name({ children: text, words }: { children: string; words: string }) {
  const wanted = words.trim().toLowerCase();
  const at = wanted ? text.toLowerCase().indexOf(wanted) : -1;
  if (at < 0) return <Unfiltered text={text} />;
  return (
    <>
      <Unfiltered text={text.slice(0, at)} />
      <mark>{text.slice(at, at + wanted.length)}</mark>
      <Unfiltered text={text.slice(at + wanted.length)} />
    </>
  );
}
