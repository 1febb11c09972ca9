// The one thing that this browser keeps for a widget, shared by its tabs; nothing before the first message or consent.
import type { Answers, Attachment, Variables } from './wire';

/** A file of such a message: `id` is this browser's own. */
export interface Enclosed extends Attachment {
  /** The message for which, the conversation in which, and the id under which the server has it already. */
  sent?: [message: string, conversation: string, id: string];
}

/** A message that the server has not acknowledged. */
export interface Pending {
  client_id: string;
  text: string;
  /** Milliseconds since 1970 by this device. */
  at: number;
  modality?: 'voice';
  files?: Enclosed[];
  /** Why the server does not take it: only the visitor can go on. */
  refused?: string;
}

/** What it takes to begin a session; kept until the server has answered, so that a repeat begins no second one. */
export interface Start {
  key: string;
  form?: Answers;
  identity?: string;
  variables?: Variables;
}

export interface Kept {
  token?: string;
  start?: Start;
  outbox?: Pending[];
  consent?: boolean;
  /** The newest message that the visitor has seen. */
  seen?: string;
  /** The panel was open. */
  open?: boolean;
  visited?: string[];
}

/**
 * Tabs follow each other by the `storage` event alone: what they share is exactly what is kept, so a BroadcastChannel
 * beside it could only disagree with it.
 */
export class Keep {
  private readonly name: string;
  private store: Storage | undefined;
  private memory: Kept = {};

  /** `brief` keeps for this tab's visit only. `heard` is told when another tab has changed something. */
  constructor(widget: string, brief: boolean, heard: () => void, signal: AbortSignal) {
    this.name = `verbatim:${widget}`;
    try {
      this.store = brief ? sessionStorage : localStorage;
      this.memory = JSON.parse(this.store.getItem(this.name) ?? '{}');
    } catch {
      // Forbidden or damaged: this page's memory has to do.
    }
    addEventListener('storage', (event) => event.key == this.name && heard(), { signal });
  }

  get(): Kept {
    try {
      if (this.store) this.memory = JSON.parse(this.store.getItem(this.name) ?? '{}');
    } catch {
      // As above.
    }
    return this.memory;
  }

  set(change: Kept) {
    this.memory = { ...this.get(), ...change };
    try {
      this.store?.setItem(this.name, JSON.stringify(this.memory));
    } catch {
      // Full: this page's memory has to do from here on.
      this.store = undefined;
    }
  }

  clear() {
    this.memory = {};
    try {
      this.store?.removeItem(this.name);
    } catch {
      // As above.
    }
  }
}
