/** Why a trace is in no conversation, and what to do about it. */
export function NoConversation({ one }: { one?: boolean }) {
  return (
    <p class="notice">
      <span>
        {one
          ? 'No span of this trace names a conversation, so it is in none.'
          : 'Traces whose spans name no conversation are in none.'}{' '}
        Set the attribute <code dir="ltr">gen_ai.conversation.id</code> on one span of each;{' '}
        <a href="/settings/sources">Sources</a> says how in each SDK, and can make every trace a conversation of its
        own.
      </span>
    </p>
  );
}
