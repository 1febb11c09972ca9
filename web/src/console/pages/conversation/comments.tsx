// Comments of reviewers: only people here see them. What is being written survives a reload.
import { useState } from 'preact/hooks';
import { address } from '../../lib/address';
import { call } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { asProblem } from '../../lib/problem';
import { whyNot } from '../../lib/session';
import { bothTimes } from '../../lib/time';
import { Button } from '../../parts/button';
import { useDraft } from '../../parts/draft';
import { ErrorBox } from '../../parts/error-box';
import { Markdown } from '../../parts/markdown';
import { RelativeTime } from '../../parts/relative-time';
import { undoable } from '../../lib/undo';
import type { Note } from './model';
import { Empty } from './nothing';
import { Section } from './section';

export interface NotePage {
  data: Note[];
  next_cursor: string | null;
}
export const notesAt = (id: string) => address<NotePage>('/api/v1/conversations/{id}/notes', { id, limit: 100 });
const noteAt = (id: string, note_id: string) => address('/api/v1/conversations/{id}/notes/{note_id}', { id, note_id });

export function Comments({ id, notes }: { id: string; notes: Note[] }) {
  const [text, setText] = useDraft(`comment.${id}`);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [gone, setGone] = useState<string[]>([]);
  const off = whyNot('review');
  const add = async () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await call('POST', address('/api/v1/conversations/{id}/notes', { id }), { text: text.trim() });
      setText('');
      invalidate(notesAt(id));
    } catch (thrown) {
      setProblem(asProblem(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  const remove = (note: Note) => {
    setGone([...gone, note.id]);
    undoable({
      text: 'Comment deleted.',
      run: async (leaving) => {
        await call('DELETE', noteAt(id, note.id), undefined, { keepalive: leaving });
        invalidate(notesAt(id));
      },
      back: () => setGone((all) => all.filter((one) => one != note.id)),
    });
  };
  const shown = notes.filter((note) => !gone.includes(note.id));
  return (
    <Section title="Comments">
      {!shown.length && <Empty>None yet. Only people of this project see them.</Empty>}
      <ul class="comments">
        {shown.map((note) => (
          <Comment key={note.id} id={id} note={note} onRemove={() => remove(note)} />
        ))}
      </ul>
      {!off && (
        <form
          class="stack comment-form"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <textarea
            rows={2}
            aria-label="Write a comment"
            placeholder="Write a comment"
            maxLength={10_000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key == 'Enter' && (event.ctrlKey || event.metaKey)) void add();
            }}
          />
          {problem && <ErrorBox text={problem} />}
          <Button small type="submit" busy={busy} off={!text.trim() && 'Write something first'}>
            Comment
          </Button>
        </form>
      )}
    </Section>
  );
}

function Comment({ id, note, onRemove }: { id: string; note: Note; onRemove: () => void }) {
  const [editing, edit] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    if (!editing?.trim()) return;
    setProblem(undefined);
    try {
      await call('PATCH', noteAt(id, note.id), { text: editing.trim() });
      edit(null);
      invalidate(notesAt(id));
    } catch (thrown) {
      setProblem(asProblem(thrown).message);
    }
  };
  return (
    <li>
      <p class="comment-head">
        <b dir="auto">{note.author}</b>
        <span class="muted">
          <RelativeTime at={note.created_at} />
          {note.edited_at && <span title={bothTimes(note.edited_at)}> · edited</span>}
        </span>
      </p>
      {editing == null ? (
        <Markdown text={note.text} />
      ) : (
        <textarea
          rows={3}
          aria-label="Change the comment"
          value={editing}
          onInput={(event) => edit(event.currentTarget.value)}
        />
      )}
      {problem && <ErrorBox text={problem} />}
      {note.mine && (
        <p class="comment-acts">
          {editing == null ? (
            <>
              <Button small tone="quiet" onClick={() => edit(note.text)}>
                Edit
              </Button>
              <Button small tone="quiet" onClick={onRemove}>
                Delete
              </Button>
            </>
          ) : (
            <>
              <Button small tone="primary" onClick={() => void save()}>
                Save
              </Button>
              <Button small tone="quiet" onClick={() => edit(null)}>
                Cancel
              </Button>
            </>
          )}
        </p>
      )}
    </li>
  );
}
