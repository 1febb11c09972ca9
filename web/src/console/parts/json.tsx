// Data as it was recorded: a line where it is short, indented where it is not, with what was filtered out marked.
import { FILTERED, Redacted, Unfiltered } from './redacted';

interface Props {
  value: unknown;
  /** What it is, for those who scroll it by keyboard. */
  name: string;
}

export function Json({ value, name }: Props) {
  if (value === FILTERED) return <Redacted />;
  const text = typeof value == 'string' ? value : (JSON.stringify(value, null, 2) ?? 'nothing');
  const pieces = text.split(`"${FILTERED}"`);
  return (
    <pre class="json" dir="ltr" tabIndex={0} role="region" aria-label={name}>
      {pieces.map((piece, at) => (
        <>
          {at > 0 && <Redacted />}
          <Unfiltered text={piece} />
        </>
      ))}
    </pre>
  );
}

/** One value in a sentence: text without quotes, everything else as JSON. */
export function Value({ value }: { value: unknown }) {
  if (value === FILTERED) return <Redacted />;
  if (value !== null && typeof value == 'object') return <Json value={value} name="Value" />;
  return (
    <span class="value" dir="auto">
      {typeof value == 'string' ? value ? <Unfiltered text={value} /> : '(empty)' : `${value}`}
    </span>
  );
}
