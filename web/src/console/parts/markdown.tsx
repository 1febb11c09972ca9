// A stranger's markdown as nodes; what was kept out of the record is shown as such.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Flow } from '../../shared/markdown';
import { FILTERED, WHY_REDACTED } from './redacted';

const LABELS = { copy: 'Copy', copied: 'Copied', showImage: 'Show image' };

/** Puts a sign in place of every mark of what was filtered out. */
function redact(root: HTMLElement) {
  if (!root.textContent?.includes(FILTERED)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode())
    if (walker.currentNode.textContent?.includes(FILTERED)) found.push(walker.currentNode as Text);
  for (const text of found)
    for (let rest = text, at = rest.data.indexOf(FILTERED); at >= 0; at = rest.data.indexOf(FILTERED)) {
      const mark = rest.splitText(at);
      rest = mark.splitText(FILTERED.length);
      const sign = document.createElement('span');
      sign.className = 'redacted';
      sign.title = WHY_REDACTED;
      sign.textContent = 'Redacted';
      mark.replaceWith(sign);
    }
}

/** `growing`: the text is still being said, and only its end is drawn anew. */
export function Markdown({ text, growing }: { text: string; growing?: boolean }) {
  const into = useRef<HTMLDivElement>(null);
  const flow = useRef<Flow | undefined>(undefined);
  useLayoutEffect(() => {
    if (!into.current) return;
    flow.current ??= new Flow(into.current, LABELS);
    flow.current.set(text);
    if (!growing) redact(into.current);
  }, [text, growing]);
  return <div ref={into} class="markdown" dir="auto" />;
}
