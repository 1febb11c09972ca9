// Words to search for. They go into the address while one types; a pasted id goes straight to its conversation.
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../../lib/api';
import { navigate, path, search, withSearch } from '../../lib/router';
import { toast } from '../../lib/toasts';
import { UUID } from './query';

export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const given = search.value.get('q') ?? '';
  useEffect(() => {
    // The address changed by itself: a link, a step back.
    if (input.current && document.activeElement != input.current) input.current.value = given;
  }, [given]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (text: string) => {
    clearTimeout(timer.current);
    const words = text.trim();
    if (words == (search.peek().get('q') ?? '')) return;
    if (UUID.test(words)) return void find(words);
    // Typing is one step of the history, not one for each letter.
    navigate(withSearch({ q: words }), { replace: search.peek().has('q') && !!words });
  };
  const find = async (id: string) => {
    try {
      await call('GET', `/api/v1/conversations/${id}`);
      navigate(`/conversations/${id}`);
    } catch {
      navigate(withSearch({ q: id }));
      if (path.peek() == '/conversations')
        toast('No conversation has this id; messages and threads are searched for it.');
    }
  };
  return (
    <form
      role="search"
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        go(input.current?.value ?? '');
      }}
    >
      <input
        ref={input}
        id="list-search"
        type="search"
        aria-label="Search conversations"
        placeholder="Search messages, names, numbers, ids"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        defaultValue={given}
        onInput={(event) => {
          const text = event.currentTarget.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => go(text), 250);
        }}
        onKeyDown={(event) => {
          if (event.key == 'Escape' && !event.currentTarget.value) event.currentTarget.blur();
        }}
      />
    </form>
  );
}
