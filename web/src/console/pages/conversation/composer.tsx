// Where staff answer a customer, under the platform's rules; what is refused is said where one types.
import { useRef, useState } from 'preact/hooks';
import { randomKey } from '../../../widget/random';
import { address } from '../../lib/address';
import { call, open, type Schemas } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { asProblem, type Problem } from '../../lib/problem';
import { me, whyNot } from '../../lib/session';
import { second, serverNow } from '../../lib/time';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { useDraft } from '../../parts/draft';
import { ErrorBox } from '../../parts/error-box';
import type { Conversation } from './model';
import { TemplateForm } from './template-form';
import { windowAt } from './window';

interface Props {
  conversation: Conversation;
  onSent: () => void;
}

type Reply = Schemas['NewReply'];
const LONGEST = 4096;

/** Who is taken over, or given back to the assistant. */
function useTakeover({ id, assignee }: Conversation) {
  const [busy, setBusy] = useState(false);
  const turn = async () => {
    setBusy(true);
    try {
      const path = assignee ? '/api/v1/conversations/{id}/handback' : '/api/v1/conversations/{id}/takeover';
      await call('POST', address(path, { id }), assignee ? undefined : {});
      invalidate(`/api/v1/conversations/${id}`);
      toast(
        assignee ? 'The assistant answers again.' : 'You have taken over. The assistant is silent until you hand back.',
      );
    } catch (thrown) {
      toast(`That did not work. ${asProblem(thrown).message}`, { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return { busy, turn };
}

export function Composer({ conversation, onSent }: Props) {
  const { id, type, window, assignee, whatsapp_sender, status } = conversation;
  const [text, setText] = useDraft(`reply.${id}`);
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [template, setTemplate] = useState(false);
  const client = useRef<string | undefined>(undefined);
  const { busy: turning, turn } = useTakeover(conversation);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);

  if (type != 'whatsapp' && type != 'widget')
    return (
      <footer class="composer quiet">
        <p class="muted">
          {type == 'test'
            ? 'A test: no customer is on the other side.'
            : 'Recorded from elsewhere: replies go to customers on WhatsApp and of web widgets.'}
        </p>
      </footer>
    );

  const isWhatsApp = type == 'whatsapp';
  const closes = window?.expires_at && Date.parse(window.expires_at) > serverNow();
  const now = window ? windowAt(window, closes ? second.value : serverNow()) : null;
  const closed = isWhatsApp && !now?.open;
  const off = whyNot('write');

  const send = async (body: Reply) => {
    setBusy(true);
    setProblem(undefined);
    // The same words after a doubt are the same message.
    client.current ??= randomKey();
    try {
      await call('POST', address('/api/v1/conversations/{id}/replies', { id }), {
        ...body,
        client_id: client.current,
        author: me.peek()?.user.name,
      });
      client.current = undefined;
      setText('');
      setFile(undefined);
      setTemplate(false);
      invalidate(`/api/v1/conversations/${id}`);
      onSent();
      return true;
    } catch (thrown) {
      const failure = asProblem(thrown);
      // Refused is not in doubt: what is sent next is another message.
      if (!failure.away) client.current = undefined;
      if (failure.code == 'SESSION_EXPIRED') {
        setTemplate(true);
        invalidate(`/api/v1/conversations/${id}`);
      }
      setProblem(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const say = async () => {
    if (busy || off || closed || (!text.trim() && !file)) return;
    if (!file) return void (await send({ text: text.trim() }));
    setBusy(true);
    setProblem(undefined);
    try {
      const uploaded = await upload(id, file);
      await send({ media: { upload_id: uploaded.id, caption: text.trim() || null } });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  const over = text.length > LONGEST;

  return (
    <footer class="composer">
      <div class="composer-rules">
        {closed && (
          <p class="composer-closed">
            {window?.expires_at ? `Reply w${now?.words.slice(1)}.` : 'The customer has not written yet.'} Only a
            template can be sent.
          </p>
        )}
        {isWhatsApp && !closed && <p class="muted">Replies are free-form until the window closes: {now?.words}.</p>}
        {status == 'ended' && <p class="muted">This conversation has ended; a reply has it go on.</p>}
        <span class="composer-acts">
          {isWhatsApp && whatsapp_sender && !closed && (
            <Button small tone="quiet" off={off} aria-pressed={template} onClick={() => setTemplate(!template)}>
              {template ? 'Write freely' : 'Use a template'}
            </Button>
          )}
          <Button
            small
            off={off}
            busy={turning}
            title={assignee ? `Taken over by ${assignee.name}` : 'The assistant answers no more until you hand back'}
            onClick={() => void turn()}
          >
            {assignee ? 'Hand back' : 'Take over'}
          </Button>
        </span>
      </div>
      {problem && <ErrorBox problem={problem} />}
      {(closed || template) && whatsapp_sender ? (
        <TemplateForm
          channel={whatsapp_sender.id}
          busy={busy}
          off={off}
          onSend={(chosen) => void send({ template: chosen })}
        />
      ) : (
        <form
          class="composer-field"
          onSubmit={(event) => {
            event.preventDefault();
            void say();
          }}
        >
          <textarea
            ref={field}
            rows={2}
            dir="auto"
            aria-label="Reply to the customer"
            placeholder={off ?? 'Reply to the customer'}
            disabled={!!off || closed}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key != 'Enter' || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              void say();
            }}
          />
          <div class="composer-row">
            {file ? (
              <span class="composer-file">
                <span class="cut">{file.name}</span>
                <Button small tone="quiet" onClick={() => setFile(undefined)}>
                  Remove
                </Button>
              </span>
            ) : (
              <Button small tone="quiet" off={off} onClick={() => picker.current?.click()}>
                Attach a file
              </Button>
            )}
            <input
              ref={picker}
              type="file"
              hidden
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }}
            />
            <span class="muted">
              {over ? `${text.length - LONGEST} characters too many` : 'Enter sends, Shift-Enter is a new line'}
            </span>
            <Button
              type="submit"
              tone="primary"
              small
              busy={busy}
              off={off ?? (over ? 'Too long' : !text.trim() && !file ? 'Write something first' : undefined)}
            >
              Send
            </Button>
          </div>
        </form>
      )}
    </footer>
  );
}

const upload = async (id: string, file: File): Promise<Schemas['Uploaded']> => {
  const response = await open(address('/api/v1/conversations/{id}/uploads', { id, name: file.name }), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  return response.json() as Promise<Schemas['Uploaded']>;
};
