// The frame: navigation at the start of the line, or below on narrow screens; the page beside it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { reachable } from '../lib/api';
import { connection } from '../lib/live';
import { path } from '../lib/router';
import { Everywhere } from './everywhere';
import { Nav } from './nav';

export function Layout({ children }: { children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null);
  const section = path.value.split('/')[1];
  const first = useRef(true);
  useEffect(() => {
    // A new page is read from its beginning, by whoever does not see it change.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [section]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to the content
      </a>
      <Nav />
      <main id="main" ref={main} tabIndex={-1}>
        {(!reachable.value || connection.value == 'waiting') && (
          <p class="reconnecting" role="status">
            Reconnecting… What is shown may be old, and changes have to wait.
          </p>
        )}
        {children}
      </main>
      <Everywhere />
    </div>
  );
}
