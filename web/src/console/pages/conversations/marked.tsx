// Text with the hits of a search marked, and a sign in place of what was filtered out.
import { FILTERED, Redacted, Unfiltered } from '../../parts/redacted';
import { marked } from './marks';

export function Marked({ text, query }: { text: string; query: string | null }) {
  if (!query) return <Unfiltered text={text} />;
  return (
    <>
      {text.split(FILTERED).map((piece, at) => (
        <>
          {at > 0 && <Redacted />}
          {marked(piece, query).map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}
        </>
      ))}
    </>
  );
}
