import type { Problem } from '../lib/problem';
import { Button } from './button';

interface Props {
  problem?: Problem;
  /** In place of what the problem says. */
  text?: string;
  retry?: () => void;
}

/** What failed and how to try again; what was loaded stays around it. */
export function ErrorBox({ problem, text, retry }: Props) {
  return (
    <div class="notice danger" role="alert">
      <p>
        {text ?? problem?.message}
        {problem?.requestId && (
          <>
            {' '}
            <span class="muted">
              Request <code>{problem.requestId}</code>
            </span>
          </>
        )}
      </p>
      {retry && (
        <Button small onClick={retry}>
          Retry
        </Button>
      )}
    </div>
  );
}
