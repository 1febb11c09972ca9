import { useEffect } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { Chip } from '../../parts/chip';
import { CopyLine } from '../../parts/once';
import { RelativeTime } from '../../parts/relative-time';
import type { Channel } from './draft';

/** What to enter at Meta's, and whether anything has arrived since. */
export function Connection({ channel, token }: { channel: Channel; token: string | undefined }) {
  const newest = useCached(at('/api/v1/deliveries', { channel: 'whatsapp', limit: 1 }));
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState == 'visible' && void newest.refresh(), 3000);
    return () => clearInterval(timer);
  }, [newest]);
  const last = newest.data.value?.data[0];
  const url = `${location.origin}/webhooks/whatsapp`;
  const local = !/^https:/.test(url);
  return (
    <div class="form">
      <section class="card">
        <h2>In Meta’s app dashboard</h2>
        <p>Add the product WhatsApp, and enter these under “Configuration”.</p>
        <dl class="facts">
          <dt>Callback URL</dt>
          <dd>
            <CopyLine text={url} label="Copy the callback URL" />
            {local && (
              <p class="muted">
                Meta calls addresses with https alone: open this console by the one that the internet knows.
              </p>
            )}
          </dd>
          <dt>Verify token</dt>
          <dd>
            {token ? (
              <CopyLine text={token} label="Copy the verify token" />
            ) : channel.has_verify_token ? (
              <p>
                Stored, and not shown again. <a href={`/whatsapp/${channel.id}`}>Set another</a> if it is lost.
              </p>
            ) : (
              <p>
                None yet. <a href={`/whatsapp/${channel.id}`}>Invent one</a>
              </p>
            )}
          </dd>
          <dt>Subscribe to</dt>
          <dd>
            <code>messages</code>, and to have changes of templates at once <code>message_template_status_update</code>,{' '}
            <code>message_template_components_update</code>, <code>message_template_quality_update</code> and{' '}
            <code>template_category_update</code>. Whatever else you subscribe to is kept, too.
          </dd>
        </dl>
      </section>
      <section class="card">
        <div class="card-head">
          <h2>Has a webhook arrived?</h2>
          <p role="status">
            {last ? <Chip tone="success">It arrives</Chip> : <Chip tone="warning">Waiting for the first</Chip>}
          </p>
        </div>
        {last ? (
          <p>
            The newest signed delivery came <RelativeTime at={last.received_at} /> and was{' '}
            <strong>{last.outcome}</strong>
            {last.notes.length > 0 && `: ${last.notes.join('; ')}`}. It is of all numbers of the project.{' '}
            <a href="/deliveries?channel=whatsapp">All deliveries</a>
          </p>
        ) : (
          <p>
            Write to the number from a phone, or press “Test” beside <code>messages</code> at Meta’s. This page looks
            every three seconds. What is not signed by the app secret of a number is refused with 401 and not shown.
          </p>
        )}
      </section>
    </div>
  );
}
