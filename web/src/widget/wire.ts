// What the server and the widget say to each other, as types: the bodies of /widget/v1.

/** One question of the form that a visitor answers before the first message. */
export interface Field {
  name: string;
  label: string;
  type: 'text' | 'email' | 'phone' | 'number' | 'date' | 'list' | 'checkbox' | 'link';
  required: boolean;
  /** The choices of a `list`. */
  options?: string[];
}

/** `GET /widget/v1/config`: what anybody may know of a widget. */
export interface Config {
  widget: string;
  name: string;
  mode: 'chat' | 'voice_chat';
  position: 'right' | 'left';
  theme: { accent: string; on_accent: string; scheme: 'auto' | 'light' | 'dark' };
  launcher: { label: string | null };
  welcome: string | null;
  suggestions: string[];
  form: { fields: Field[] } | null;
  consent: { text: string; link: string | null } | null;
  locale: string | null;
  always_fresh: boolean;
  captures_page: boolean;
  max_characters: number;
  files: { types: string[]; max_bytes: number } | null;
  voice: { transcription: boolean; speech: boolean } | null;
  challenge: { text: string; bits: number } | null;
}

/** A conversation's state, without its messages. */
export interface Conversation {
  id: string;
  status: 'active' | 'inactive' | 'ended';
  attended_by: 'assistant' | 'person' | 'nobody';
  started_at: string;
  is_answering: boolean;
}

/** A visitor's right to one conversation; ends at `expires_at`. */
export interface Session {
  id: string;
  expires_at: string;
  identity: { name?: string; email?: string } | null;
  conversation: Conversation;
}

/** A file that the server has. */
export interface Attachment {
  id: string;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
}

/** A message on record. Ordered by `at`, then `id`. */
export interface Message {
  id: string;
  client_id: string | null;
  role: 'visitor' | 'assistant' | 'person' | 'note';
  author: string | null;
  text: string;
  at: string;
  modality: 'text' | 'voice';
  /** The answer failed; `text` is what to tell the visitor. */
  failed: boolean;
  is_stopped: boolean;
  files: Attachment[];
}

/** Where the visitor is on the host's site. */
export interface Page {
  url: string;
  title: string;
  referrer: string;
  visited: string[];
}

/** Answers to the form, by name of the field. */
export type Answers = Record<string, string | number | boolean>;

/** What the host page knows of the visitor. */
export type Variables = Record<string, unknown>;

/** `POST /sessions` (201), `GET /session`, `POST /conversations`, `POST /identify`. */
export interface Opened {
  token?: string | null;
  session: Session;
  messages: Message[];
  has_more?: boolean;
}

/** The data of a `delta` event: text of the answer under way, from character `from` on. */
export interface Delta {
  turn: string;
  from: number;
  text: string;
}
