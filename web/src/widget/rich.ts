// Markdown with the widget's style: a stage of its own, fetched with the first text that needs it.
import { addStyle } from '../shared/dom';
import css from './markdown.css?inline';

export { Flow } from '../shared/markdown';

/** Once for each shadow root. */
export const style = (root: ShadowRoot) => addStyle(root, css);
