// The keys of the list: moving, opening, choosing.
import { useMemo } from 'preact/hooks';
import { useKeys, type Key } from '../../lib/keys';
import { navigate, search } from '../../lib/router';
import { may, whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { copy } from '../../parts/copy';
import { deleteChosen, exporting } from './acts';
import { keptSearch } from './query';
import type { Rows } from './rows';
import { choose, chosen, current, unchoose } from './state';

interface Given {
  rows: Rows;
  openId: string | undefined;
  /** Scrolls as little as is needed for the row at a place to be seen. */
  reveal: (index: number) => void;
  focusRow: (id: string) => void;
}

export const searchField = () => document.querySelector<HTMLInputElement>('#list-search');

export function useListKeys({ rows, openId, reveal, focusRow }: Given) {
  const keys = useMemo<Key[]>(() => {
    const address = (id: string) => `/conversations/${id}${keptSearch(search.peek())}`;
    const active = () => openId ?? current.peek() ?? undefined;
    const move = (step: number) => {
      const from = rows.indexOf(active() ?? '');
      const to = from < 0 ? 0 : from + step;
      const [row] = rows.slice(to, to + 1);
      if (!row) return;
      current.value = row.id;
      reveal(to);
      // With a conversation open one reads on; the history keeps only the last.
      if (openId) navigate(address(row.id), { replace: true });
      else focusRow(row.id);
    };
    const open = () => {
      const id = active();
      if (id) navigate(address(id));
    };
    return [
      { keys: 'j', label: 'Next conversation', run: () => move(1) },
      { keys: 'k', label: 'Conversation before', run: () => move(-1) },
      { keys: 'ArrowDown', label: 'Next conversation', quiet: true, when: () => !openId, run: () => move(1) },
      { keys: 'ArrowUp', label: 'Conversation before', quiet: true, when: () => !openId, run: () => move(-1) },
      { keys: 'Enter', label: 'Open the conversation', when: () => !openId && current.peek() != null, run: open },
      {
        keys: 'Escape',
        label: 'Back to the list, then nothing selected',
        when: () => !!openId || chosen.peek().size > 0,
        run: () => {
          if (!openId) return unchoose();
          navigate(`/conversations${keptSearch(search.peek())}`);
          current.value = openId;
          reveal(Math.max(0, rows.indexOf(openId)));
          focusRow(openId);
        },
      },
      {
        keys: 'x',
        label: 'Select the conversation',
        run: (event) => {
          const id = active();
          if (id) choose(id, rows, event.shiftKey);
        },
      },
      { keys: 'e', label: 'Export', run: () => (exporting.value = true) },
      {
        keys: '#',
        label: 'Delete',
        run: () => {
          const why = whyNot('delete');
          if (!may('delete')) return void toast(why ?? '');
          deleteChosen(rows, active());
        },
      },
      {
        keys: 'c',
        label: 'Copy a link to the conversation',
        run: () => {
          const id = active();
          if (id) void copy(location.origin + address(id)).then((done) => done && toast('Link copied.'));
        },
      },
      { keys: '/', label: 'Search', run: () => searchField()?.focus() },
      { keys: 'f', label: 'Filter', run: () => document.querySelector<HTMLElement>('#list-filter button')?.click() },
    ];
  }, [rows, openId]);
  useKeys(keys);
}
