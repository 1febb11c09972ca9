// The test chat: one assistant, or two side by side with one field; every session is on record as a test.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { useCommands } from '../../lib/commands';
import { useKeys, type Key } from '../../lib/keys';
import { navigate, search, title, withSearch } from '../../lib/router';
import { me, whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { useDraft } from '../../parts/draft';
import { ErrorBox } from '../../parts/error-box';
import { Skeleton } from '../../parts/skeleton';
import '../conversation/composer.css';
import '../conversation/conversation.css';
import '../conversation/markdown.css';
import '../conversation/message.css';
import '../conversation/side.css';
import { Variables } from '../conversation/variables';
import { Chat } from './chat';
import { readLines, variablesOf } from './preset';
import { Presets } from './presets';
import { TestSession, type Said } from './session';
import './test-chat.css';

const LONGEST = 2000;
/** The parameters of the address for the talk on either side. */
const NAMES = [
  { assistant: 'assistant', session: 'session' },
  { assistant: 'with', session: 'session2' },
] as const;

export default function TestChat() {
  const list = useCached(at('/api/v1/assistants'));
  const project = useCached(at('/api/v1/projects')).data.value?.data[0];
  const sessions = useMemo(() => [new TestSession(), new TestSession()] as const, []);
  const [text, setText] = useDraft('test-chat');
  const [kept, keep] = useDraft(`test-variables.${me.value?.project.id ?? ''}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const [replaying, setReplaying] = useState(false);
  const assistants = list.data.value?.data;
  const lines = useMemo(() => readLines(kept), [kept]);
  const variables = useMemo(() => variablesOf(lines), [lines]);
  const given = search.value;
  const first = assistants?.find(({ id }) => id == given.get('assistant')) ?? assistants?.[0];
  const second = assistants?.find(({ id }) => id == given.get('with'));
  const chosen = second ? [first, second] : [first];
  const off = whyNot('test');

  useEffect(
    () => title(...(first ? [second ? `${first.name} and ${second.name}` : first.name] : []), 'Test chat'),
    [first, second],
  );

  // Sessions of the address are taken up again after a reload, and left where the address has others.
  const wanted = NAMES.map(({ session }) => given.get(session));
  useEffect(() => {
    sessions.forEach((session, side) => {
      const id = wanted[side] ?? null;
      if (id && id != session.id.peek()) {
        session.reset();
        void session.resume(id);
      }
    });
  }, [wanted.join()]);
  const ids = sessions.map(({ id }) => id.value);
  useEffect(() => {
    const changes = Object.fromEntries(
      NAMES.flatMap(({ session }, side) => (ids[side] && ids[side] != wanted[side] ? [[session, ids[side]]] : [])),
    );
    if (Object.keys(changes).length) navigate(withSearch(changes), { replace: true });
  }, [ids.join()]);

  const busy = chosen.some((_, side) => sessions[side]?.state.value != 'idle');
  const running = chosen.some((_, side) => ids[side]);
  const say = (words: string) =>
    Promise.all(chosen.map((assistant, side) => assistant && sessions[side]?.say(words, assistant.id, variables)));
  const send = () => {
    const words = text.trim();
    if (!words || busy || replaying || off || text.length > LONGEST) return;
    setText('');
    void say(words);
  };
  const begin = () => {
    for (const session of sessions) session.reset();
    navigate(withSearch({ session: null, session2: null }), { replace: true });
    field.current?.focus();
  };
  const choose = (side: 0 | 1, id: string | null) => {
    sessions[side].reset();
    navigate(withSearch({ [NAMES[side].assistant]: id, [NAMES[side].session]: null }), { replace: true });
  };
  const compare = () => {
    if (second) return choose(1, null);
    const other = assistants?.find(({ id }) => id != first?.id) ?? first;
    if (!other) return;
    // Both begin from nothing, or what is compared is not the same talk.
    for (const session of sessions) session.reset();
    navigate(withSearch({ assistant: first?.id ?? null, with: other.id, session: null, session2: null }), {
      replace: true,
    });
  };
  /** Says again, in a new session, everything up to and with one message. */
  const replay = async (side: number, said: Said) => {
    const history = sessions[side]?.history.peek() ?? [];
    const words = history
      .slice(0, history.findIndex(({ id }) => id == said.id) + 1)
      .filter(({ role }) => role == 'user')
      .map(({ content }) => content);
    begin();
    setReplaying(true);
    for (const one of words) {
      await say(one);
      if (sessions.some(({ problem }) => problem.peek())) break;
    }
    setReplaying(false);
  };
  const stop = () => void sessions.forEach((session) => void session.stop());

  const acts = useRef({ begin, compare });
  acts.current = { begin, compare };
  useKeys(
    useMemo<Key[]>(
      () => [
        { keys: 'n', label: 'New session', run: () => acts.current.begin() },
        { keys: '/', label: 'Write', run: () => field.current?.focus() },
      ],
      [],
    ),
  );
  useCommands(
    [
      { id: 'test-new', label: 'New test session', group: 'Test chat', keys: 'n', run: () => acts.current.begin() },
      { id: 'test-compare', label: 'Compare two assistants', group: 'Test chat', run: () => acts.current.compare() },
    ],
    [],
  );

  if (list.error.value && !assistants)
    return (
      <div class="page">
        <ErrorBox problem={list.error.value} retry={() => void list.refresh()} />
      </div>
    );
  if (!assistants) return <Skeleton lines={8} />;
  return (
    <div class="test-chat">
      <header class="test-top">
        <h1>Test chat</h1>
        {chosen.map((assistant, side) => (
          <label key={side} class="test-choice">
            <span class="visually-hidden">{side ? 'Assistant to compare with' : 'Assistant'}</span>
            <select value={assistant?.id ?? ''} onChange={(event) => choose(side as 0 | 1, event.currentTarget.value)}>
              {assistants.map(({ id, name, version }) => (
                <option key={id} value={id}>
                  {name} (version {version})
                </option>
              ))}
            </select>
          </label>
        ))}
        <span class="test-acts">
          <Button small aria-pressed={!!second} onClick={compare}>
            {second ? 'One assistant' : 'Compare two'}
          </Button>
          <Button small onClick={begin}>
            New session
          </Button>
        </span>
      </header>
      <div class="test-main">
        <div class={`test-talks${second ? ' two' : ''}`}>
          {chosen.map((assistant, side) => {
            const session = sessions[side];
            return (
              session && (
                <Chat
                  key={side}
                  session={session}
                  assistant={assistant}
                  variables={variables}
                  currency={project?.currency ?? 'USD'}
                  onRepeat={() => {
                    const again = session.unsent.peek();
                    if (again && assistant) void session.say(again.text, assistant.id, variables, again.client_id);
                  }}
                  onReplay={(said) => void replay(side, said)}
                />
              )
            );
          })}
          <form
            class="composer test-field"
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <textarea
              ref={field}
              rows={2}
              dir="auto"
              aria-label={second ? 'Say to both' : 'Say to the assistant'}
              placeholder={off ?? (second ? 'Say something to both' : 'Say something, as a customer would')}
              disabled={!!off}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key != 'Enter' || event.shiftKey || event.isComposing) return;
                event.preventDefault();
                send();
              }}
            />
            <div class="composer-row">
              <span class="muted">
                {text.length > LONGEST
                  ? `${text.length - LONGEST} characters too many`
                  : replaying
                    ? 'Saying it all again…'
                    : 'Models are asked and cost what they cost; totals leave tests out.'}
              </span>
              {busy ? (
                <Button small onClick={stop}>
                  Stop
                </Button>
              ) : (
                <Button
                  type="submit"
                  small
                  tone="primary"
                  off={off ?? (text.length > LONGEST ? 'Too long' : !text.trim() ? 'Write something first' : undefined)}
                >
                  Send
                </Button>
              )}
            </div>
          </form>
        </div>
        <aside class="detail-side test-side" aria-label="Variables">
          <Presets lines={lines} running={running} onChange={(next) => keep(next.length ? JSON.stringify(next) : '')} />
          {chosen.map((assistant, side) => {
            const id = ids[side];
            return (
              id && (
                <div key={id}>
                  {second && <h3 class="test-side-name">{assistant?.name}</h3>}
                  <Variables conversation={{ id }} />
                </div>
              )
            );
          })}
          {!running && (
            <section class="side-part">
              <h3>Variables</h3>
              <p class="muted">
                What the session knows shows here while you talk: given, and extracted from what is said.
              </p>
            </section>
          )}
          <p class="side-part muted">
            All test sessions: <a href="/conversations?type=test">conversations of type Test</a>
          </p>
        </aside>
      </div>
    </div>
  );
}
