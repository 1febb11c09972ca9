// What was said, as it was meant or as it was written, and no longer than one wants to read.
import { useState } from 'preact/hooks';
import { bytes, number } from '../../lib/format';
import { Button } from '../../parts/button';
import { Markdown } from '../../parts/markdown';
import { FILTERED, Redacted, Unfiltered } from '../../parts/redacted';
import { PIECE, PLAIN, shown, type Step } from './fold';

interface Props {
  text: string;
  raw?: boolean;
}

export function Body({ text, raw }: Props) {
  const [step, setStep] = useState<Step>('folded');
  if (text.trim() == FILTERED) return <Redacted />;
  const part = shown(text, step);
  return (
    <>
      {raw || part.text.length > PLAIN ? (
        <div class="as-written" dir="auto">
          <Unfiltered text={part.text} />
        </div>
      ) : (
        <Markdown text={part.text} />
      )}
      {part.next && (
        <p class="fold">
          <span aria-hidden="true">… </span>
          <Button small tone="plain" onClick={() => part.next && setStep(part.next)}>
            {part.next == 'piece'
              ? `Show the first ${bytes(PIECE)} of ${bytes(text.length)}`
              : text.length > PIECE
                ? `Show all ${bytes(text.length)}`
                : `Show all ${number(text.length)} characters`}
          </Button>
        </p>
      )}
      {step != 'folded' && !part.next && (
        <p class="fold">
          <Button small tone="plain" onClick={() => setStep('folded')}>
            Show less
          </Button>
        </p>
      )}
    </>
  );
}
