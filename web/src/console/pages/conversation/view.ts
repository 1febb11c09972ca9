// How one person likes conversations to be shown; kept while the console is open.
import { signal } from '@preact/signals';

export const view = signal({ raw: false, talkOnly: false });
export const panel = signal<'open' | 'closed'>('open');
/** What stands beside a conversation that has spans. */
export const tab = signal<'details' | 'trace'>('details');
/** Whether failures are listed above everything else in its trace. */
export const errorsFirst = signal(false);
