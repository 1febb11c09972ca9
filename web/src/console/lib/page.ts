// What the shell gives to a page.
import type { ComponentType } from 'preact';

export interface PageProps {
  /** The parts of the path behind the page's own: `/settings/keys` gives `['keys']` to the page `settings`. */
  rest: string[];
}
export type Page = ComponentType<PageProps>;
