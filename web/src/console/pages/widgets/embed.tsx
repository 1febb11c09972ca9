import { useState } from 'preact/hooks';
import { api } from '../../lib/api';
import { given } from '../../lib/given';
import { Button } from '../../parts/button';
import { Confirm } from '../../parts/confirm';
import { CopyLine, Once } from '../../parts/once';
import type { Widget } from './draft';

interface Props {
  widget: Widget;
  secret: string | undefined;
  setSecret: (secret: string) => void;
  off: string | undefined;
}

export function Embed({ widget, secret, setSecret, off }: Props) {
  const [asks, setAsks] = useState(false);
  const rotate = async () => {
    const answer = await api.POST('/api/v1/widgets/{id}/rotate-secret', { params: { path: { id: widget.id } } });
    setSecret(given(answer).identity_secret);
  };
  return (
    <div class="form">
      <section class="card">
        <h2>The line to paste</h2>
        <p class="muted">
          Anywhere in the page. It has the colour, corner and words of the launcher: paste it anew after changing those.
        </p>
        <CopyLine text={widget.snippet} label="Copy the line" block />
        {!widget.allowed_origins.length && (
          <p class="notice warning">
            No page may have it yet but on localhost. <a href={`/widgets/${widget.id}?part=where`}>Allow your site</a>
          </p>
        )}
      </section>
      <section class="card">
        <h2>Content-Security-Policy</h2>
        <p class="muted">Where your pages have one, it must allow this as well. No style, image or frame is needed.</p>
        <CopyLine text={widget.content_security_policy} label="Copy the policy" block />
      </section>
      <section class="card">
        <h2>Visitors whom you know</h2>
        <p class="muted">
          Your server signs who somebody is with the secret (a JSON Web Token, HS256) and hands it to{' '}
          <code>Verbatim.identify</code>. Such a visitor finds the last conversation on any device.
        </p>
        {secret ? (
          <Once title="Identity secret" text={secret} />
        ) : (
          <div class="row">
            <Button onClick={() => setAsks(true)} off={off}>
              New identity secret
            </Button>
          </div>
        )}
      </section>
      {asks && (
        <Confirm
          title="New identity secret"
          label="Make a new secret"
          tone="primary"
          run={rotate}
          onClose={() => setAsks(false)}
        >
          <p>
            Tokens signed with the present secret count for 24 hours more. After that, a server that still signs with it
            has its visitors treated as unknown: they are asked to fill in the form and do not find their earlier
            conversations.
          </p>
          <p>Chats that are open stay open, and the line in your pages stays as it is.</p>
        </Confirm>
      )}
    </div>
  );
}
