// Everything about a conversation that is not its words; first of all the message that was chosen.
import type { Conversation, Message, Note } from './model';
import type { Transcript } from './transcript';
import { About } from './about';
import { Comments } from './comments';
import { Costs } from './costs';
import { Feedback } from './feedback';
import { MessageDetails } from './message-details';
import { Tags } from './tags';
import { Variables } from './variables';

interface Props {
  conversation: Conversation;
  transcript: Transcript;
  chosen: Message | undefined;
  notes: Note[];
  onChoose: (id: string | null) => void;
}

export function Side({ conversation, transcript, chosen, notes, onChoose }: Props) {
  return (
    <div class="side-body">
      {chosen && (
        <MessageDetails
          message={chosen}
          conversation={conversation}
          messages={transcript.messages.value}
          onChoose={onChoose}
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
