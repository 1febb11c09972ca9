// Everything about a conversation that is not its words; first of all the message that was chosen.
import { many } from '../../lib/format';
import { tracesOf } from '../../lib/traces';
import { Tabs } from '../../parts/tabs';
import { LazyPanel } from '../../trace/lazy-panel';
import type { Conversation, Message, Note } from './model';
import type { Transcript } from './transcript';
import { About } from './about';
import { Comments } from './comments';
import { Costs } from './costs';
import { Feedback } from './feedback';
import { MessageDetails } from './message-details';
import { Tags } from './tags';
import { Variables } from './variables';
import { errorsFirst, tab } from './view';

interface Props {
  conversation: Conversation;
  transcript: Transcript;
  chosen: Message | undefined;
  notes: Note[];
  onChoose: (id: string | null) => void;
  /** Chooses a message and lets it be seen. */
  onShow: (id: string) => void;
  onTrace: () => void;
}

export function Side(props: Props) {
  const { conversation, transcript, chosen, onShow } = props;
  const { span_count } = tracesOf(conversation);
  if (!span_count) return <Details {...props} />;
  const traced = tab.value == 'trace';
  return (
    <div class={`side-tabs${traced ? ' traced' : ''}`}>
      <Tabs
        name="Beside the conversation"
        tabs={[
          { id: 'details', label: 'Details' },
          { id: 'trace', label: <span title={many(span_count, 'span')}>Trace</span> },
        ]}
        chosen={tab.value}
        onChoose={(id) => (tab.value = id == 'trace' ? 'trace' : 'details')}
      >
        {traced ? (
          <LazyPanel
            conversation={conversation}
            messages={transcript.messages.value}
            chosen={chosen}
            onChoose={onShow}
            errorsFirst={errorsFirst.value}
            onErrorsFirst={(on) => (errorsFirst.value = on)}
          />
        ) : (
          <Details {...props} />
        )}
      </Tabs>
    </div>
  );
}

function Details({ conversation, transcript, chosen, notes, onChoose, onTrace }: Props) {
  return (
    <div class="side-body">
      {chosen && (
        <MessageDetails
          message={chosen}
          conversation={conversation}
          messages={transcript.messages.value}
          onChoose={onChoose}
          onTrace={onTrace}
        />
      )}
      <About conversation={conversation} />
      <Variables conversation={conversation} onChoose={onChoose} />
      <Costs conversation={conversation} transcript={transcript} />
      <Feedback id={conversation.id} chosen={chosen} onChoose={onChoose} />
      <Tags conversation={conversation} />
      <Comments id={conversation.id} notes={notes} />
    </div>
  );
}
