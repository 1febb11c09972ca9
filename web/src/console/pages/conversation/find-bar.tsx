// Find in this conversation, all of it; and the way to a day.
import { useEffect, useRef, useState } from 'preact/hooks';
import { number } from '../../lib/format';
import { asProblem } from '../../lib/problem';
import { isoDay } from '../../lib/time';
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { found, mark } from './find';
import type { Transcript } from './transcript';

interface Props {
  transcript: Transcript;
  root: () => Element | null;
  onFound: (id: string) => void;
  onClose: () => void;
}

export function FindBar({ transcript, root, onFound, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [hits, setHits] = useState<string[]>([]);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState('');

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (!text.trim()) {
      setHits([]);
      setWords('');
      return;
    }
    let old = false;
    setBusy(true);
    const timer = setTimeout(() => {
      transcript
        .all()
        .then((messages) => {
          if (old) return;
          const ids = found(messages, text);
          setHits(ids);
          setWords('');
          // The newest first: that is where one stands.
          const last = ids.length - 1;
          setAt(Math.max(0, last));
          if (ids[last]) onFound(ids[last]);
        })
        .catch((thrown: unknown) => !old && setWords(asProblem(thrown).message))
        .finally(() => !old && setBusy(false));
    }, 150);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [text]);
  // Rows come and go while one scrolls.
  useEffect(() => {
    const element = root();
    if (!element) return;
    let frame = 0;
    const again = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => mark(root(), text));
    };
    again();
    const observer = new MutationObserver(again);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      mark(null, '');
    };
  }, [text]);

  const go = (step: number) => {
    if (!hits.length) return;
    const next = (at + step + hits.length) % hits.length;
    setAt(next);
    const id = hits[next];
    if (id) onFound(id);
  };
  const toDay = async (day: string) => {
    if (!day) return;
    setBusy(true);
    try {
      const messages = await transcript.back((first) => isoDay(first.created_at) < day);
      const first = messages.find(({ created_at }) => isoDay(created_at) >= day) ?? messages.at(-1);
      if (first) onFound(first.id);
      setWords(first && isoDay(first.created_at) != day ? 'Nothing was said on that day; this is what came next.' : '');
    } catch (thrown) {
      setWords(asProblem(thrown).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div
      class="find-bar"
      role="search"
      aria-label="In this conversation"
      onKeyDown={(event) => {
        if (event.key != 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
    >
      <input
        ref={field}
        type="search"
        class="find-text"
        aria-label="Find in this conversation"
        placeholder="Find in this conversation"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key != 'Enter' || event.isComposing) return;
          event.preventDefault();
          go(event.shiftKey ? 1 : -1);
        }}
      />
      <span class="find-count muted" role="status">
        {busy
          ? 'Looking…'
          : words || (text.trim() ? (hits.length ? `${number(at + 1)} of ${number(hits.length)}` : 'Not found') : '')}
      </span>
      <Button small off={!hits.length && 'Nothing is found yet'} onClick={() => go(-1)}>
        Earlier
      </Button>
      <Button small off={!hits.length && 'Nothing is found yet'} onClick={() => go(1)}>
        Later
      </Button>
      <label class="find-day">
        <span>Go to day</span>
        <input type="date" onChange={(event) => void toDay(event.currentTarget.value)} />
      </label>
      <button type="button" class="icon-button" aria-label="Close find" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
