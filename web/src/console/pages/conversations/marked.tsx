import { marked } from './marks';

/** A text with the hits of a search marked. */
export function Marked({ text, query }: { text: string; query: string | null }) {
  if (!query) return <>{text}</>;
  return <>{marked(text, query).map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}</>;
}
