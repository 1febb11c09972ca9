// What can be taken back is done only when the time for that is over, or when the page is left.
import { asProblem } from './problem';
import { dismiss, toast } from './toasts';

export interface Undoable {
  /** What the toast says: "3 conversations deleted." */
  text: string;
  /** Does it for good; `leaving` means that the page goes away and the request must outlive it. */
  run: (leaving: boolean) => Promise<void>;
  /** Shows everything as it was. */
  back: () => void;
  ms?: number;
}

interface Pending {
  undo: () => void;
  act: (leaving: boolean) => Promise<void>;
}

const pending: Pending[] = [];

/** Waits ten seconds before it does something, with a button that takes it back. */
export function undoable({ text, run, back, ms = 10_000 }: Undoable) {
  const drop = () => {
    clearTimeout(timer);
    dismiss(shown);
    const at = pending.indexOf(self);
    if (at >= 0) pending.splice(at, 1);
  };
  const act = (leaving: boolean) => {
    drop();
    return run(leaving).catch((thrown: unknown) => {
      back();
      toast(`${text.replace(/\.$/, '')}: that did not work. ${asProblem(thrown).message}`, {
        tone: 'danger',
        ms: 12_000,
      });
    });
  };
  const self: Pending = {
    undo: () => {
      drop();
      back();
    },
    act,
  };
  const timer = setTimeout(() => void act(false), ms);
  const shown = toast(text, { action: { label: 'Undo', run: self.undo }, ms });
  pending.push(self);
}

/** Takes the newest back; false where there is nothing. */
export function undoLast(): boolean {
  const last = pending.at(-1);
  last?.undo();
  return !!last;
}

/** Does at once what still could be taken back: while the session is open, and looks at the project that it is of. */
export const settle = () => Promise.all([...pending].map((one) => one.act(false)));

addEventListener('pagehide', () => {
  for (const one of [...pending]) void one.act(true);
});
