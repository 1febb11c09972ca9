/** What the widget tells the page; `on` takes the name. */
export interface Events {
  /** The launcher is there and the methods work. Told at once to those who ask later. */
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A message is on record: the visitor's own, an answer, or a person's reply. */
  message: { id: string; role: 'visitor' | 'assistant' | 'person' | 'note'; text: string; at: string };
  /** How many messages the visitor has not seen. */
  unread: number;
  /** What the voice conversation is doing. */
  voice: 'connecting' | 'listening' | 'thinking' | 'speaking' | 'muted' | 'ended';
  /** Something failed that the visitor was told of. */
  error: { status: number; title: string; detail: string };
}

export type EventName = keyof Events;

/** `window.Verbatim`, once the script has run. */
export interface Verbatim {
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows the launcher again after `hide`. */
  show(): void;
  /** Takes launcher and panel off the page; the conversation stays. */
  hide(): void;
  /** Sends a message as the visitor, and opens the panel where a form or consent comes first. */
  send(text: string): void;
  /** Says who the visitor is, by a JWT that your server signed with the widget's secret (`sub`, `exp` at most 24 hours). */
  identify(identity: { token: string }): void;
  /** Puts what the page knows on the record. Before the first message it is kept and sent with it. */
  setVariables(variables: Record<string, unknown>): void;
  /** A language tag such as `pt-BR`; English where there is no translation. */
  setLocale(locale: string): void;
  /** Forgets the conversation on this device and ends its session. */
  reset(): void;
  /** `true`: your page has asked for consent already. `false`: takes it back, and forgets the conversation. */
  consent(given: boolean): void;
  /** Calls `listener` on every such event. The result stops that. */
  on<Name extends EventName>(event: Name, listener: (detail: Events[Name]) => void): () => void;
  off<Name extends EventName>(event: Name, listener: (detail: Events[Name]) => void): void;
  /** Takes the widget and its global off the page. */
  destroy(): void;
}

type Method = { [Name in keyof Verbatim]: [Name, ...Parameters<Verbatim[Name]>] }[keyof Verbatim];

declare global {
  interface Window {
    /** Before the script has run: `{ q: [['open'], ['setVariables', { plan: 'gold' }]] }`. */
    Verbatim?: Verbatim & { q: { push(...calls: Method[]): void } };
  }
}

/** The attributes of the script as options; see the README. */
export interface Options {
  /** The address of your Verbatim server, such as `https://chat.example.com`. */
  server: string;
  /** The widget's public id, `pub_…`. */
  widget: string;
  mode?: 'chat' | 'voice_chat';
  lang?: string;
  position?: 'right' | 'left';
  /** `#rrggbb`. */
  accent?: string;
  /** Words beside the icon of the launcher. */
  label?: string;
  open?: boolean;
  /** Distance from the side and from the bottom, in pixels. */
  offsetX?: number;
  offsetY?: number;
}

/** Puts the widget on the page, and gives its methods as soon as the script has run. Safe to call twice. */
export function load(options: Options): Promise<Verbatim>;
