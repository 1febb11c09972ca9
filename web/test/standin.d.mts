// Types of the stand-in, loose where tests bend it.
type Loose = any;
export const CONFIG: Record<string, Loose>;
export const REPLY: string;
export function page(options?: {
  attributes?: string;
  head?: string;
  body?: string;
  at?: 'head' | 'body';
  html?: string;
}): string;
export interface Fault {
  path: string;
  method?: string;
  status?: number;
  detail?: string;
  after?: number;
  body?: object;
  times?: number;
  drop?: boolean;
}
export function standin(options?: Loose): Promise<{
  url: string;
  port: number;
  config: Record<string, Loose>;
  html: string;
  headers: Record<string, string>;
  faults: Fault[];
  log: { method: string; path: string; body: Loose; size: number; headers: Record<string, string> }[];
  sessions: Map<string, Loose>;
  answer: (text: string) => string[];
  pace: number;
  breaks: boolean;
  delay: number;
  keep(session: Loose, name: string, type: string, raw: Uint8Array): Loose;
  transcript: string;
  spoken: number;
  close(): Promise<void>;
  cut(): void;
  record(session: Loose, message: object): Loose;
  state(session: Loose, change: object): void;
}>;
