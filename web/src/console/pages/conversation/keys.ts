// Keys and commands of an open conversation.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useCommands } from '../../lib/commands';
import { useKeys, type Key } from '../../lib/keys';
import { may } from '../../lib/session';

export interface Acts {
  step: (by: number) => void;
  trace: () => void;
  save: () => void;
  erase: () => void;
  link: () => void;
  find: () => void;
  /** Whether the browser's own search would miss something. */
  finds: () => boolean;
  letGo: () => void;
  /** Whether a message or a span is chosen. */
  holds: () => boolean;
}

const NO_KEYS: Key[] = [];

export function useDetailKeys(now: Acts) {
  const acts = useRef(now);
  acts.current = now;
  const keys = useMemo<Key[]>(
    () => [
      { keys: 'n', label: 'Next message', run: () => acts.current.step(1) },
      { keys: 'p', label: 'Previous message', run: () => acts.current.step(-1) },
      { keys: 't', label: 'Trace, or details, beside the conversation', run: () => acts.current.trace() },
      { keys: 'c', label: 'Copy the link', run: () => acts.current.link() },
      {
        keys: 'mod+f',
        label: 'Find in this conversation',
        anywhere: true,
        when: () => acts.current.finds(),
        run: () => acts.current.find(),
      },
      { keys: 'e', label: 'Export this conversation', run: () => acts.current.save() },
      { keys: '#', label: 'Delete this conversation', run: () => acts.current.erase(), when: () => may('delete') },
      {
        keys: 'Escape',
        label: 'Let go of the span, then of the message',
        run: () => acts.current.letGo(),
        when: () => acts.current.holds(),
      },
    ],
    [],
  );
  // After the list's own, which stand back while a conversation is open.
  const [late, setLate] = useState(false);
  useEffect(() => setLate(true), []);
  useKeys(late ? keys : NO_KEYS);
  const group = 'Conversation';
  useCommands(
    [
      { id: 'find-here', label: 'Find in this conversation', group, run: () => acts.current.find() },
      { id: 'trace-here', label: 'Trace of this conversation', group, keys: 't', run: () => acts.current.trace() },
      { id: 'link-here', label: 'Copy the link', group, keys: 'c', run: () => acts.current.link() },
      { id: 'export-here', label: 'Export this conversation', group, keys: 'e', run: () => acts.current.save() },
      ...(may('delete')
        ? [{ id: 'delete-here', label: 'Delete this conversation', group, keys: '#', run: () => acts.current.erase() }]
        : []),
    ],
    [],
  );
}
