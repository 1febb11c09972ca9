// What the palette can do: pages add their commands while they are shown.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface Command {
  id: string;
  label: string;
  /** The heading that it stands under. */
  group: string;
  /** The key that does the same, to be learned on the way. */
  keys?: string;
  /** Other words that find it. */
  words?: string;
  run: () => void;
}

export const commands = signal<Command[]>([]);

/** Adds commands to the palette while the component is there. */
export function useCommands(add: Command[], depends: unknown[]) {
  useEffect(() => {
    commands.value = [...add, ...commands.peek()];
    return () => {
      commands.value = commands.peek().filter((command) => !add.includes(command));
    };
  }, depends);
}
