// A sign in place of what was filtered out before it was recorded.
import './redacted.css';

/** What senders put where they took something out. */
export const FILTERED = '[Filtered]';
export const WHY_REDACTED = 'This was filtered out before it was recorded';

export const Redacted = () => (
  <span class="redacted" title={WHY_REDACTED}>
    Redacted
  </span>
);

/** A text with a sign wherever something was filtered out of it. */
export function Unfiltered({ text }: { text: string }) {
  if (!text.includes(FILTERED)) return <>{text}</>;
  return (
    <>
      {text.split(FILTERED).map((piece, at) => (
        <>
          {at > 0 && <Redacted />}
          {piece}
        </>
      ))}
    </>
  );
}

/** The same where only letters can stand, as in a tooltip. */
export const inLetters = (text: string) => text.replaceAll(FILTERED, 'Redacted');
