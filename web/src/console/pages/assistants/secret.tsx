import { useState } from 'preact/hooks';
import { api } from '../../lib/api';
import { given } from '../../lib/given';
import { asProblem, type Problem } from '../../lib/problem';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorBox } from '../../parts/error-box';
import { Once } from '../../parts/once';

/** A new secret for the calls of tools: says what it changes, then shows it. */
export function SecretDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const answer = await api.POST('/api/v1/assistants/{id}/signing-secret', { params: { path: { id } } });
      setSecret(given(answer).signing_secret);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  return (
    <Dialog title="New signing secret" onClose={onClose}>
      {secret ? (
        <Once title="Signing secret" text={secret}>
          <p>For 24 hours calls carry a signature of the old one, too: put the new one in place within that time.</p>
        </Once>
      ) : (
        <p>
          Calls to your tools and addresses are signed. For 24 hours they carry signatures of the old and the new
          secret; after that, whoever checks with the old one refuses them.
        </p>
      )}
      {problem && <ErrorBox problem={problem} />}
      <div class="dialog-foot">
        <Button onClick={onClose}>{secret ? 'Done' : 'Cancel'}</Button>
        {!secret && (
          <Button tone="primary" busy={busy} onClick={() => void make()}>
            Make a new secret
          </Button>
        )}
      </div>
    </Dialog>
  );
}
