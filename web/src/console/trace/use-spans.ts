// The spans of a conversation or a trace for as long as somebody looks, read anew when the server says that there are others.
import { useEffect, useMemo } from 'preact/hooks';
import { invalidate } from '../lib/cache';
import { listen } from '../lib/live';
import { spansOfConversation, spansOfTrace } from '../lib/traces';
import { SpanList } from './load';

export function useConversationSpans(id: string): SpanList {
  const list = useMemo(() => new SpanList((cursor) => spansOfConversation(id, cursor)), [id]);
  useReading(list, (ids) => ids.includes(id));
  return list;
}

/** A trace is told of by the conversations that it is in. */
export function useTraceSpans(id: string): SpanList {
  const list = useMemo(() => new SpanList((cursor) => spansOfTrace(id, cursor)), [id]);
  useReading(list, (ids) => list.spans.peek().some(({ conversation_id }) => ids.includes(conversation_id ?? '')));
  return list;
}

function useReading(list: SpanList, concerns: (ids: string[]) => boolean) {
  useEffect(() => {
    void list.open();
    const end = listen({
      changed: (ids) => {
        if (!concerns(ids)) return;
        list.soon();
        // The span that is open may have ended meanwhile.
        invalidate('/api/v1/traces/');
      },
      again: () => list.soon(),
    });
    return () => {
      end();
      list.end();
    };
  }, [list]);
}
