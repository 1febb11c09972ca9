// A conversation: what was said, what stands behind it, and what people think of it.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import type { PageProps } from '../../lib/page';
import { asProblem } from '../../lib/problem';
import { fragment, here, navigate, search, title, withSearch } from '../../lib/router';
import { may } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { tracesOf } from '../../lib/traces';
import { copy } from '../../parts/copy';
import { Dialog } from '../../parts/dialog';
import { Empty } from '../../parts/empty';
import { ErrorBox } from '../../parts/error-box';
import { Skeleton } from '../../parts/skeleton';
import { PLAIN, Scroller, type ScrollHandle } from '../../parts/scroller';
import { deleteIds } from '../conversations/acts';
import { rowsFor } from '../conversations/state';
import { Composer } from './composer';
import { notesAt } from './comments';
import './composer.css';
import './conversation.css';
import './markdown.css';
import './message.css';
import './side.css';
import { exportAs, type Format } from './export';
import { FindBar } from './find-bar';
import { Header } from './header';
import { useDetailKeys } from './keys';
import { useLive } from './live';
import { failed, personName, type Conversation, type Note } from './model';
import { Draft, estimate, RowView } from './row-view';
import { rowsOf, type Row } from './rows';
import { Side } from './side';
import { errorsFirst, panel, tab, view } from './view';
import { Before } from './before';

export default function ConversationPage({ rest }: PageProps) {
  const id = rest[0] ?? '';
  const found = useCached(at('/api/v1/conversations/{id}', { id }));
  const conversation = found.data.value;
  const problem = found.error.value;
  if (!conversation && problem?.status == 404)
    return (
      <Empty title="There is no such conversation">
        <p>It was deleted, or belongs to another project, or the address is not whole.</p>
        <p>
          <a href={`/conversations${search.value.size ? here.value.search : ''}`}>All conversations</a>
        </p>
      </Empty>
    );
  return (
    <div class="detail">
      {problem && problem.status != 404 && <ErrorBox problem={problem} retry={() => void found.refresh()} />}
      {problem?.status == 404 && conversation && <p class="notice warning">This conversation was deleted meanwhile.</p>}
      <Detail key={id} id={id} conversation={conversation} />
    </div>
  );
}

const NO_NOTES: Note[] = [];
const chosenId = () => /^m-([\w-]+)$/.exec(fragment.value)?.[1] ?? null;

function Detail({ id, conversation }: { id: string; conversation: Conversation | undefined }) {
  const wanted = useMemo(chosenId, []);
  const { transcript, draft } = useLive(id, wanted);
  const notes = useCached(notesAt(id)).data.value?.data ?? NO_NOTES;
  const scroll = useRef<ScrollHandle>(null);
  const root = useRef<HTMLDivElement>(null);
  const [finding, find] = useState(false);
  const [busy, setBusy] = useState(false);
  const [away, setAway] = useState(false);
  const [narrow, setNarrow] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const messages = transcript.messages.value;
  const complete = transcript.complete.value;
  const { talkOnly } = view.value;
  const rows = useMemo(
    () => rowsOf(messages, { talkOnly, notes, fromStart: complete }),
    [messages, talkOnly, notes, complete],
  );
  const byExternal = useMemo(() => {
    const map = new Map(messages.filter((one) => one.external_id).map((one) => [one.external_id, one]));
    return (external: string | null | undefined) => (external ? map.get(external) : undefined);
  }, [messages]);
  const chosen = chosenId();
  const chosenMessage = chosen ? messages.find((message) => message.id == chosen) : undefined;

  useEffect(() => {
    if (conversation) title(personName(conversation), 'Conversation');
  }, [conversation && personName(conversation)]);
  const isHere = !!conversation;
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    // As the style sheet has it: beside each other only where both are wide enough.
    const observer = new ResizeObserver(([entry]) => setNarrow((entry?.contentRect.width ?? 0) < 720));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isHere]);

  /** The message that was chosen here: what comes by the address alone has to be scrolled to. */
  const last = useRef(wanted);
  /** Chooses a message, reading back to it if need be; null lets go. */
  const choose = async (message: string | null, to = true) => {
    const url = new URL(here.peek());
    last.current = message;
    url.hash = message ? `m-${message}` : '';
    navigate(url, { replace: true });
    if (!message) return;
    if (narrow && !to) setDrawer(true);
    if (!to) return;
    if (!transcript.messages.peek().some((one) => one.id == message)) {
      await transcript.back((_, all) => all.some((one) => one.id == message)).catch(() => {});
      // The rows are drawn by then.
      await new Promise(requestAnimationFrame);
    }
    if (!scroll.current?.to(message)) toast('That message is not shown: it was deleted, or the view leaves it out.');
  };
  const pick = useMemo(() => (message: string) => void choose(message, false), [narrow]);

  // A link to a message of the conversation that is shown already.
  useEffect(() => {
    if (chosen && chosen != last.current && transcript.ready.peek()) scroll.current?.to(chosen, 'nearest');
    last.current = chosen;
  }, [chosen]);

  const step = (by: number) => {
    const all = rows.filter((row) => row.kind == 'message');
    const now = all.findIndex(({ key }) => key == chosen);
    const next = now < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[now + by];
    if (!next) return;
    void choose(next.key, true);
    scroll.current?.to(next.key, 'nearest');
  };
  const toError = async () => {
    setBusy(true);
    try {
      const first = (await transcript.all()).find(failed);
      if (first) await choose(first.id);
      else if (spans) {
        errorsFirst.value = true;
        trace(true);
      } else toast('No message says that it failed: the error belongs to one that was deleted.');
    } catch (thrown) {
      toast(asProblem(thrown).message, { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const save = async (format: Format) => {
    if (!conversation) return;
    try {
      await exportAs(format, conversation, await transcript.all());
    } catch (thrown) {
      toast(`The export did not work. ${asProblem(thrown).message}`, { tone: 'danger' });
    }
  };
  const erase = () => {
    if (!may('delete')) return;
    deleteIds([id], rowsFor(search.peek()));
  };
  const toggle = () => (narrow ? setDrawer(!drawer) : (panel.value = panel.value == 'open' ? 'closed' : 'open'));
  const spans = conversation ? tracesOf(conversation).span_count : 0;
  /** Shows the trace, or puts it away; a conversation without one has its details there. */
  const trace = (stay = false) => {
    const shown = narrow ? drawer : panel.value == 'open';
    const there = shown && (!spans || tab.value == 'trace');
    if (spans) tab.value = 'trace';
    if (there ? !stay : !shown) toggle();
  };
  // A link to a span shows it.
  const linked = !!spans && search.value.has('span');
  useEffect(() => {
    if (linked) trace(true);
  }, [linked]);
  const link = () => void copy(here.peek().href).then((done) => done && toast('Link copied.'));

  useDetailKeys({
    step,
    trace: () => trace(),
    save: () => void save('json'),
    erase,
    link,
    find: () => find(true),
    // Where all rows are on the page the browser finds by itself.
    finds: () => transcript.messages.peek().length > PLAIN || !transcript.complete.peek(),
    letGo: () =>
      search.peek().has('span') ? navigate(withSearch({ span: null }), { replace: true }) : void choose(null),
    holds: () => !!chosenId() || search.peek().has('span'),
  });

  const draw = useMemo(() => {
    const { raw, talkOnly } = view.value;
    return (row: Row) =>
      conversation && (
        <RowView
          row={row}
          conversation={conversation}
          chosen={row.key == chosen}
          raw={raw}
          talkOnly={talkOnly}
          onChoose={pick}
          quoted={
            row.kind == 'message' && row.message.role != 'assistant' ? byExternal(row.message.reply_to) : undefined
          }
        />
      );
  }, [conversation, chosen, view.value, pick, byExternal]);

  if (!conversation) return <Skeleton lines={8} label="Loading the conversation" />;
  const open = panel.value == 'open' && !narrow;
  const side = (
    <Side
      conversation={conversation}
      transcript={transcript}
      chosen={chosenMessage}
      notes={notes}
      onChoose={(one) => void choose(one)}
      onShow={(one) => {
        setDrawer(false);
        void choose(one);
      }}
      onTrace={() => trace(true)}
    />
  );
  const traced = open && !!spans && tab.value == 'trace';
  return (
    <div class={`detail-grid${open ? ' with-side' : ''}${traced ? ' traced' : ''}`} ref={root}>
      <section class="detail-main" aria-label="Conversation">
        <Header
          conversation={conversation}
          transcript={transcript}
          busy={busy}
          onErrors={() => void toError()}
          onExport={(format) => void save(format)}
          onDelete={erase}
          onFind={() => find(!finding)}
          onPanel={toggle}
          panelOpen={narrow ? drawer : open}
          view={view.value}
          onView={(next) => (view.value = next)}
        />
        {finding && (
          <FindBar
            transcript={transcript}
            root={() => root.current?.querySelector('.scroller-rows') ?? null}
            onFound={(message) => void choose(message)}
            onClose={() => find(false)}
          />
        )}
        <div class="detail-talk">
          {transcript.problem.value && (
            <ErrorBox
              problem={transcript.problem.value}
              retry={() => void (transcript.ready.peek() ? transcript.refresh() : transcript.open(wanted))}
            />
          )}
          {!transcript.ready.value ? (
            !transcript.problem.value && <Skeleton lines={8} label="Loading messages" />
          ) : (
            <Scroller
              rows={rows}
              draw={draw}
              estimate={estimate}
              name="What was said"
              long={conversation.message_count > PLAIN}
              handle={scroll}
              first={wanted}
              onNearStart={() => transcript.loading.peek() || void transcript.more()}
              onEnd={(end) => setAway(!end)}
              before={<Before conversation={conversation} complete={complete} none={!messages.length} />}
              after={<Draft text={draft.value} conversation={conversation} />}
            />
          )}
          {away && (
            <button type="button" class="to-end button small" onClick={() => scroll.current?.toEnd()}>
              To the end
            </button>
          )}
        </div>
        <Composer
          conversation={conversation}
          onSent={() => void transcript.refresh().then(() => scroll.current?.toEnd())}
        />
      </section>
      {open && (
        <aside class="detail-side" aria-label="Details">
          {side}
        </aside>
      )}
      {narrow && drawer && (
        <Dialog title="Details" place="side" onClose={() => setDrawer(false)}>
          {side}
        </Dialog>
      )}
    </div>
  );
}
