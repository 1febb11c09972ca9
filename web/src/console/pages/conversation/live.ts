// A conversation as it goes on: what is recorded is read anew, an answer under way grows where it will stand.
import { signal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { invalidate } from '../../lib/cache';
import { follow } from '../../lib/live';
import { Transcript } from './transcript';

/** Between two readings, however much happens. */
const REST = 250;

export interface Live {
  transcript: Transcript;
  /** The words so far of an answer that is being given. */
  draft: Signal<string>;
}

export function useLive(id: string, wanted: string | null): Live {
  const live = useMemo<Live>(() => ({ transcript: new Transcript(id), draft: signal('') }), [id]);
  useEffect(() => {
    const { transcript, draft } = live;
    let answer = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer ??= setTimeout(async () => {
        timer = undefined;
        const before = draft.peek();
        await transcript.refresh();
        // Only what was there before the reading is in it.
        if (draft.peek() == before) draft.value = '';
      }, REST);
    };
    void transcript.open(wanted);
    const end = follow(id, {
      changed: (ids) => ids.includes(id) && read(),
      record: () => {
        invalidate(`/api/v1/conversations/${id}`);
        read();
      },
      piece: (which, text) => {
        draft.value = which == answer ? draft.peek() + text : text;
        answer = which;
      },
      again: () => {
        answer = '';
        draft.value = '';
        read();
      },
    });
    return () => {
      end();
      clearTimeout(timer);
      transcript.end();
    };
  }, [live]);
  return live;
}
