// How one person likes conversations to be shown; kept while the console is open.
import { signal } from '@preact/signals';

export const view = signal({ raw: false, talkOnly: false });
export const panel = signal<'open' | 'closed'>('open');
