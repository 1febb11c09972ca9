// The spans of a conversation beside its words: those of the chosen message, or all of them turn by turn.
import '../pages/conversation/markdown.css';
import '../pages/conversation/message.css';
import '../pages/conversation/side.css';
import './trace.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { navigate, search, withSearch } from '../lib/router';
import { linkToSpan } from '../lib/traces';
import { Button } from '../parts/button';
import { turnOf } from '../pages/conversation/turn';
import type { Conversation, Message } from '../pages/conversation/model';
import { groupsOf, onlyOf } from './groups';
import { treesOf } from './tree';
import { useConversationSpans } from './use-spans';
import { Waterfall } from './waterfall';

export interface PanelProps {
  conversation: Conversation;
  messages: readonly Message[];
  chosen: Message | undefined;
  onChoose: (id: string) => void;
  errorsFirst: boolean;
  onErrorsFirst: (on: boolean) => void;
}

/** Which span is open stands in the address, behind the list's filters. */
export const openSpan = () => search.value.get('span');
const setSpan = (key: string | null) => navigate(withSearch({ span: key }), { replace: true });

export default function TracePanel(props: PanelProps) {
  const { conversation, messages, chosen, onChoose, errorsFirst, onErrorsFirst } = props;
  const list = useConversationSpans(conversation.id);
  const spans = list.spans.value;
  const [whole, setWhole] = useState(false);
  // Another message means another turn.
  useEffect(() => setWhole(false), [chosen?.id]);
  const roots = useMemo(() => treesOf(spans), [spans]);
  const turn = useMemo(
    () => chosen && new Set([chosen.id, ...turnOf(messages, chosen.id).map(({ id }) => id)]),
    [chosen?.id, messages],
  );
  const one = !!turn && !whole;
  const groups = useMemo(() => groupsOf(one ? onlyOf(roots, turn) : roots), [roots, one, turn]);

  return (
    <Waterfall
      name={one ? 'Spans of this turn' : 'Spans of the conversation'}
      list={list}
      groups={groups}
      heads={!one}
      currency={conversation.cost.currency}
      span={openSpan()}
      onSpan={setSpan}
      errorsFirst={errorsFirst}
      onErrorsFirst={onErrorsFirst}
      tools={
        <span class="trace-which" role="group" aria-label="Which spans">
          <Button
            small
            aria-pressed={one}
            off={!chosen && 'Choose a message first: its time or its bubble.'}
            onClick={() => setWhole(false)}
          >
            This turn
          </Button>
          <Button small aria-pressed={!one} onClick={() => setWhole(true)}>
            All
          </Button>
        </span>
      }
      acts={(span) => (
        <>
          <Button
            small
            off={!span.message_id && 'It belongs to no message.'}
            onClick={() => span.message_id && onChoose(span.message_id)}
          >
            Show the message
          </Button>
          <a href={linkToSpan(span)}>Whole trace</a>
        </>
      )}
      empty={
        one ? (
          <>
            <p>No span was sent for this turn.</p>
            <Button small onClick={() => setWhole(true)}>
              Show all spans
            </Button>
          </>
        ) : (
          <p>The spans of this conversation are not on record any more.</p>
        )
      }
    />
  );
}
