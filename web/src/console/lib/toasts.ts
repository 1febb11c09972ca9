// Short words about what was done, with a way back where there is one.
import { signal } from '@preact/signals';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'danger';
  action?: { label: string; run: () => void };
  /** When it goes, in milliseconds from its coming. */
  ms: number;
}

export const toasts = signal<Toast[]>([]);
let last = 0;

export function toast(
  text: string,
  { tone = 'plain', action, ms = 6000 }: Partial<Omit<Toast, 'id' | 'text'>> = {},
): number {
  const id = ++last;
  toasts.value = [...toasts.peek(), { id, text, tone, action, ms }].slice(-4);
  return id;
}

export const dismiss = (id: number) => {
  toasts.value = toasts.peek().filter((one) => one.id != id);
};
