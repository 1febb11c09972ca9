// Who is on the other side, where, since when, and whether one may write to them.
import { many, number } from '../../lib/format';
import { bothTimes, fullTime, second, serverNow, zoneName } from '../../lib/time';
import { tracesOf } from '../../lib/traces';
import { Badge } from '../../parts/badge';
import { CopyButton } from '../../parts/copy';
import { Money } from '../../parts/money';
import type { Conversation } from './model';
import { Facts, Section } from './section';
import { windowAt } from './window';

const Time = ({ at }: { at: string }) => (
  <time dateTime={at} title={bothTimes(at)}>
    {fullTime(at)}
  </time>
);

const Id = ({ of, what }: { of: string; what: string }) => (
  <span class="id">
    <code dir="ltr">{of}</code>
    <CopyButton text={of} label={`Copy ${what}`} />
  </span>
);

export function About({ conversation }: { conversation: Conversation }) {
  const { customer, window, whatsapp_sender, assignee } = conversation;
  const { span_count, trace_count, agents } = tracesOf(conversation);
  return (
    <>
      {window && (
        <Section title="24-hour window">
          <WindowFacts window={window} />
        </Section>
      )}
      <Section title="Conversation">
        <Facts
          of={[
            ['Type', <Badge type={conversation.type} label={conversation.badge.label} />],
            ['Assistant', conversation.assistant_name ?? 'None'],
            [
              'Answers',
              assignee ? `Off: ${assignee.name} has taken over` : conversation.ai_enabled ? 'On' : 'Switched off',
            ],
            ['Messages', number(conversation.message_count)],
            ['From the customer', number(conversation.user_message_count)],
            ['Answers by a model', number(conversation.llm_calls)],
            ['Tool calls', number(conversation.tool_calls)],
            ['Errors', number(conversation.errors)],
            ['Spans', span_count > 0 && `${number(span_count)} in ${many(trace_count, 'trace')}`],
            ['Agents', agents.join(', ')],
            ['Total cost', <Money amount={conversation.total_cost} currency={conversation.cost.currency} />],
            ['Created', <Time at={conversation.started_at} />],
            ['Updated', <Time at={conversation.last_activity_at} />],
            ['Ended', conversation.ended_at ? <Time at={conversation.ended_at} /> : null],
            ['Environment', conversation.environment],
            ['Time zone', zoneName.value],
          ]}
        />
      </Section>
      <Section title="Identities">
        <Facts
          of={[
            ['Name', customer.name && <span dir="auto">{customer.name}</span>],
            ['Phone', customer.phone && <Id of={`+${customer.phone}`} what="phone number" />],
            ['User name', customer.username && <Id of={customer.username} what="user name" />],
            ['WhatsApp user', customer.wa_user_id && <Id of={customer.wa_user_id} what="WhatsApp user id" />],
            ['Session', customer.session_id && <Id of={customer.session_id} what="session" />],
            [
              'Your id',
              conversation.external_identifier && <Id of={conversation.external_identifier} what="your id" />,
            ],
            ['Thread', <Id of={conversation.thread_id} what="thread" />],
            ['Record', <Id of={conversation.id} what="id" />],
            [
              'By way of',
              whatsapp_sender &&
                `${whatsapp_sender.name ?? 'WhatsApp'}${whatsapp_sender.phone ? ` (+${whatsapp_sender.phone})` : ''}`,
            ],
          ]}
        />
      </Section>
    </>
  );
}

function WindowFacts({ window }: { window: NonNullable<Conversation['window']> }) {
  const open = window.expires_at && Date.parse(window.expires_at) > serverNow();
  const { words } = windowAt(window, open ? second.value : serverNow());
  return (
    <>
      <p>
        {words}.{' '}
        {open
          ? 'Anything may be written until then; what the customer says next opens it anew.'
          : 'Only an approved template can be sent; it opens again when the customer writes.'}
      </p>
      <Facts
        of={[
          [open ? 'Closes' : 'Closed', window.expires_at ? <Time at={window.expires_at} /> : null],
          ['Free entry until', window.free_entry_expires_at ? <Time at={window.free_entry_expires_at} /> : null],
        ]}
      />
    </>
  );
}
