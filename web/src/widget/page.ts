// Where the visitor is and was on the host's site, told with a session and with messages where the widget may.
import type { Keep } from './keep';
import type { Page } from './wire';

const visited: string[] = [];

/** Without the fragment, in which some sites carry secrets. */
const here = () => location.origin + location.pathname + location.search;

/** Notes the page that is shown; across pages only once there is a session. */
export function visit(keep: Keep) {
  const before = keep.get();
  const list = before.token ? (before.visited ?? visited) : visited;
  if (list.at(-1) == here()) return;
  const next = [...list, here()].slice(-10);
  visited.splice(0, visited.length, ...next);
  if (before.token) keep.set({ visited: next });
}

export function page(keep: Keep): Page {
  return {
    url: here(),
    title: document.title,
    referrer: document.referrer,
    visited: keep.get().visited ?? [...visited],
  };
}
