// One trace, whole, with the conversations that it is part of.
import '../conversation/markdown.css';
import '../conversation/message.css';
import '../conversation/side.css';
import '../../trace/trace.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { many } from '../../lib/format';
import { navigate, search, title, withSearch } from '../../lib/router';
import { fullTime, serverNow } from '../../lib/time';
import { linkToMessage, sourceName } from '../../lib/traces';
import { Chip } from '../../parts/chip';
import { CopyButton } from '../../parts/copy';
import { Empty } from '../../parts/empty';
import { oneGroup } from '../../trace/groups';
import { endOf } from '../../trace/scale';
import { treesOf } from '../../trace/tree';
import { useTraceSpans } from '../../trace/use-spans';
import { Waterfall } from '../../trace/waterfall';
import { fine } from '../../trace/words';
import { personName } from '../conversation/model';
import { NoConversation } from './no-conversation';

/** Conversations that are named; a trace may be in many more. */
const NAMED = 5;

export function WholeTrace({ id }: { id: string }) {
  const list = useTraceSpans(id);
  const spans = list.spans.value;
  const [errorsFirst, setErrorsFirst] = useState(false);
  const groups = useMemo(() => oneGroup(treesOf(spans)), [spans]);
  const conversations = useMemo(
    () => [...new Set(spans.flatMap(({ conversation_id }) => conversation_id ?? []))],
    [spans],
  );
  const currency = useCurrency(conversations[0]);
  const [group] = groups;
  const name = group?.roots[0]?.span.name;
  useEffect(() => title(name ?? id, 'Trace'), [name, id]);
  const problem = list.problem.value;
  const none = list.ready.value && !spans.length;
  if (none || (!spans.length && problem?.status == 404))
    return (
      <Empty title="There is no such trace">
        <p>It was deleted, or belongs to another project, or the address is not whole.</p>
        <p>
          <a href="/traces">All traces</a>
        </p>
      </Empty>
    );
  return (
    <div class="whole-trace">
      <header class="whole-head">
        <p>
          <a href="/traces">‹ Traces</a>
        </p>
        <h1 dir="auto">{name ?? 'Trace'}</h1>
        <p class="row muted">
          <span class="id">
            <code dir="ltr">{id}</code>
            <CopyButton text={id} label="Copy trace id" />
          </span>
          {group && group.scale.from > 0 && <span>{fullTime(group.scale.from)}</span>}
          {group && <span>{fine(endOf(group.scale, serverNow()) - group.scale.from)}</span>}
          {spans[0] && <span>{sourceName(spans[0].source)}</span>}
          {group && group.errors > 0 && <Chip tone="danger">{many(group.errors, 'error')}</Chip>}
        </p>
        {conversations.length > 0 && (
          <p class="row">
            <span class="muted">{conversations.length == 1 ? 'Conversation' : 'Conversations'}</span>
            {conversations.slice(0, NAMED).map((one) => (
              <Conversation key={one} id={one} />
            ))}
            {conversations.length > NAMED && (
              <span class="muted">and {many(conversations.length - NAMED, 'other')}</span>
            )}
          </p>
        )}
        {list.ready.value && !list.next.value && !conversations.length && <NoConversation one />}
      </header>
      <Waterfall
        name="Spans of the trace"
        list={list}
        groups={groups}
        heads={false}
        currency={currency}
        span={search.value.get('span')}
        onSpan={(span) => navigate(withSearch({ span }), { replace: true })}
        errorsFirst={errorsFirst}
        onErrorsFirst={setErrorsFirst}
        acts={({ conversation_id, message_id }) =>
          conversation_id ? (
            <a class="button small plain" href={linkToMessage(conversation_id, message_id ?? null)}>
              {message_id ? 'Show the message' : 'Show the conversation'}
            </a>
          ) : (
            <span class="muted">It is in no conversation.</span>
          )
        }
        empty="There is nothing in it."
      />
    </div>
  );
}

const conversationAt = (id: string) => at('/api/v1/conversations/{id}', { id });

/** Prices are in the project's currency, as each of its conversations says. */
const useCurrency = (conversation: string | undefined) =>
  useCached(conversation ? conversationAt(conversation) : null).data.value?.cost.currency ?? 'USD';

function Conversation({ id }: { id: string }) {
  const found = useCached(conversationAt(id)).data.value;
  return (
    <a href={`/conversations/${id}`} dir="auto">
      {found ? personName(found) : id.slice(-8)}
    </a>
  );
}
