// One span with everything that is known of it, fetched when it is opened.
import type { ComponentChildren } from 'preact';
import { number } from '../lib/format';
import { useCached } from '../lib/cache';
import { bothTimes, fullTime, serverNow } from '../lib/time';
import { sourceName, spanAt, type SpanDetail, type SpanRow } from '../lib/traces';
import { CopyButton } from '../parts/copy';
import { ErrorBox } from '../parts/error-box';
import { Icon } from '../parts/icon';
import { Json } from '../parts/json';
import { JsonTree } from '../parts/json-tree';
import { Money } from '../parts/money';
import { Skeleton } from '../parts/skeleton';
import { Facts } from '../pages/conversation/section';
import { Heard } from './heard';
import { kindClass, kindName } from './kinds';
import { lengthOf } from './scale';
import { moment } from './tree';
import { fine } from './words';

interface Props {
  /** Its trace and itself, with a line between them. */
  id: string;
  /** What the list knows of it, if it is in it. */
  row: SpanRow | undefined;
  currency: string;
  acts: (span: SpanRow) => ComponentChildren;
  onSpan: (key: string) => void;
  onClose: () => void;
}

export function SpanDetailView({ id, row, currency, acts, onSpan, onClose }: Props) {
  const cut = id.indexOf('-');
  const read = useCached(spanAt(id.slice(0, cut), id.slice(cut + 1)));
  const detail = read.data.value;
  const problem = read.error.value;
  const span = detail ?? row;
  return (
    <section class="span-detail" aria-label={span ? `Span ${span.name}` : 'Span'}>
      <header>
        {span && (
          <h3 class={kindClass(span)}>
            <span class="wf-kind">{kindName(span.kind)}</span> <span dir="auto">{span.name}</span>
          </h3>
        )}
        <span class="side-acts">
          {detail && <CopyButton text={() => JSON.stringify(detail, null, 2)} label="Copy this span as JSON" />}
          <button type="button" class="icon-button" aria-label="Close the span (Escape)" onClick={onClose}>
            <Icon name="close" />
          </button>
        </span>
      </header>
      {span?.error || span?.failed ? (
        <p class="went-wrong">
          <b>{span.error?.kind ?? 'Failed'}.</b> {span.error?.message ?? 'Nobody said why.'}
        </p>
      ) : null}
      {span && <p class="row">{acts(span)}</p>}
      {span && <Measures span={span} detail={detail} currency={currency} />}
      {problem && (
        <ErrorBox
          problem={problem}
          text={problem.status == 404 ? 'This span is not on record any more.' : undefined}
          retry={() => void read.refresh()}
        />
      )}
      {detail ? (
        <Contents detail={detail} onSpan={onSpan} />
      ) : (
        !problem && <Skeleton lines={6} label="Loading the span" />
      )}
    </section>
  );
}

interface AboutProps {
  span: SpanRow;
  detail: SpanDetail | undefined;
  currency: string;
}

/** What it took. */
function Measures({ span, detail, currency }: AboutProps) {
  const { usage } = span;
  const start = moment(span.started_at ?? null);
  const running = !span.ended_at && span.duration_ms == null && !Number.isNaN(start);
  const length = lengthOf({ start, end: moment(span.ended_at ?? null), span }, serverNow());
  const tokens = (count: number | null | undefined, name: string) => (count ? ` · ${number(count)} ${name}` : '');
  return (
    <Facts
      of={[
        ['Time', running ? 'Running: no end was sent' : length == null ? 'Not measured' : fine(length)],
        ['First token', span.first_token_ms == null ? null : `after ${fine(span.first_token_ms)}`],
        ['Model', span.model && <code dir="ltr">{span.model}</code>],
        [
          'Input tokens',
          usage?.input_tokens == null
            ? null
            : `${number(usage.input_tokens)}${tokens(usage.cache_read_tokens, 'from cache')}${tokens(usage.cache_write_tokens, 'to cache')}`,
        ],
        [
          'Output tokens',
          usage?.output_tokens == null
            ? null
            : `${number(usage.output_tokens)}${tokens(usage.reasoning_tokens, 'reasoning')}`,
        ],
        [
          'Cost',
          span.cost != null ? (
            <Money amount={span.cost} currency={currency} />
          ) : usage && span.kind == 'llm' ? (
            'Price unknown'
          ) : null,
        ],
        ['Ended by', detail?.finish],
      ]}
    />
  );
}

/** Where it is from. */
function Origin({ span, detail, onSpan }: Pick<Props, 'onSpan'> & Omit<AboutProps, 'currency'>) {
  const { parent_span_id, trace_id } = span;
  return (
    <section class="span-said">
      <h4>Where it is from</h4>
      <Facts
        of={[
          ['Began', span.started_at && <span title={bothTimes(span.started_at)}>{fullTime(span.started_at)}</span>],
          ['Provider', span.provider],
          ['Agent', span.agent],
          ['Tool', span.tool],
          ['Sent by', sourceName(span.source)],
          ['Environment', detail?.environment],
          ['Release', detail?.release],
          ['Tags', detail?.tags.length ? detail.tags.map(String).join(', ') : null],
          ['Response', detail?.response_id && <Id of={detail.response_id} what="response id" />],
          ['Span', <Id of={span.span_id} what="span id" />],
          ['Trace', <Id of={trace_id} what="trace id" />],
          [
            'Inside of',
            parent_span_id && (
              <button type="button" class="link" onClick={() => onSpan(`${trace_id}-${parent_span_id}`)}>
                <code dir="ltr">{parent_span_id}</code>
              </button>
            ),
          ],
        ]}
      />
    </section>
  );
}

const Id = ({ of, what }: { of: string; what: string }) => (
  <span class="id">
    <code dir="ltr">{of}</code>
    <CopyButton text={of} label={`Copy ${what}`} />
  </span>
);

function Contents({ detail, onSpan }: { detail: SpanDetail } & Pick<Props, 'onSpan'>) {
  const { input, output, tool_call, raw } = detail;
  const quiet = !input.length && !output.length && !tool_call;
  return (
    <>
      {input.length > 0 && <Heard title="Input" messages={input} />}
      {output.length > 0 && <Heard title="Output" messages={output} />}
      {tool_call && (
        <section class="span-said">
          <h4>Tool call {tool_call.name && <code dir="ltr">{tool_call.name}</code>}</h4>
          <p class="speaker">Arguments</p>
          <Json value={tool_call.arguments ?? null} name="Arguments" />
          <p class="speaker">Result</p>
          <Json value={tool_call.result ?? null} name="Result" />
        </section>
      )}
      {quiet && detail.kind == 'llm' && <p class="muted">No words of this call were sent.</p>}
      <Origin span={detail} detail={detail} onSpan={onSpan} />
      <section class="span-said">
        <h4>Everything on record</h4>
        <JsonTree value={raw} name="Everything on record" open={['/attributes']} />
      </section>
    </>
  );
}
