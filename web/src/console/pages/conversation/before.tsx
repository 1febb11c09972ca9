// What stands above the first message: that there are earlier ones, or why there is none.
import { useCached } from '../../lib/cache';
import { sourceName, spansOfConversation, tracesOf } from '../../lib/traces';
import { NotCaptured } from '../../trace/not-captured';
import type { Conversation } from './model';

interface Props {
  conversation: Conversation;
  /** Whether the first message is here. */
  complete: boolean;
  /** Whether there is no message at all. */
  none: boolean;
}

export function Before({ conversation, complete, none }: Props) {
  const { span_count, content_captured } = tracesOf(conversation);
  const bare = content_captured === false || (none && complete && conversation.llm_calls > 0);
  return (
    <>
      {complete && span_count > 0 && conversation.type != 'trace' && <Joined id={conversation.id} />}
      {bare && <NotCaptured none={none} />}
      {!complete ? (
        <p class="talk-edge muted">Earlier messages come as you scroll</p>
      ) : none && !bare ? (
        <p class="talk-edge muted">Nothing was said yet.</p>
      ) : null}
    </>
  );
}

/** That what a program of the people's own recorded came to a conversation of a channel. */
function Joined({ id }: { id: string }) {
  const source = useCached(spansOfConversation(id, null, 1)).data.value?.data[0]?.source;
  if (!source) return null;
  return <p class="talk-edge muted">Traces from {sourceName(source)} joined this conversation by its id.</p>;
}
