import type { ComponentChildren } from 'preact';

/** A short word where a part has nothing to show. */
export const Empty = ({ children }: { children: ComponentChildren }) => <p class="muted">{children}</p>;
