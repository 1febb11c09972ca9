// Variables to begin a session with, as one types them.
import type { Variables } from './session';

export interface Line {
  name: string;
  value: string;
}

/** `7`, `true`, `{"a": 1}` are what they look like; everything else is text, also `"7"` without its marks. */
export function valueOf(text: string): unknown {
  const trimmed = text.trim();
  if (!/^([[{"]|-?\d|true$|false$|null$)/.test(trimmed)) return text;
  try {
    return JSON.parse(trimmed);
  } catch {
    return text;
  }
}

export function variablesOf(lines: readonly Line[]): Variables {
  const named = lines.filter(({ name }) => name.trim());
  return Object.fromEntries(named.map(({ name, value }) => [name.trim(), valueOf(value)]));
}

/** Names that stand twice: only the last of them would count. */
export function twice(lines: readonly Line[]): string[] {
  const names = lines.map(({ name }) => name.trim()).filter(Boolean);
  return [...new Set(names.filter((name, at) => names.indexOf(name) != at))];
}

export function readLines(text: string): Line[] {
  try {
    const lines: unknown = JSON.parse(text || '[]');
    return Array.isArray(lines)
      ? lines.map((line: Partial<Line>) => ({ name: `${line.name ?? ''}`, value: `${line.value ?? ''}` }))
      : [];
  } catch {
    return [];
  }
}

/** What is to be said first, with the gaps filled as the server does. */
export const fill = (text: string, variables: Variables) =>
  text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => {
    const value = variables[name];
    return value == null ? '' : typeof value == 'object' ? JSON.stringify(value) : `${value}`;
  });
