// The lines of one SDK in one language.
import { CopyButton } from '../../../parts/copy';
import type { Kit, Piece } from './given';

export function KitView({ kit }: { kit: Kit }) {
  return (
    <div class="stack">
      {kit.lines.map((piece) => (
        <Lines key={piece.label} piece={piece} />
      ))}
      {kit.lines.length > 0 && (
        <>
          <h3>The conversation’s id</h3>
          {kit.conversation.map((piece) => (
            <Lines key={piece.label} piece={piece} />
          ))}
        </>
      )}
      <ul class="kit-notes">
        {kit.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

function Lines({ piece: { label, text } }: { piece: Piece }) {
  return (
    <figure class="kit-lines">
      <figcaption>
        {label}
        <CopyButton text={text} label={`Copy: ${label}`} />
      </figcaption>
      <pre dir="ltr" tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </figure>
  );
}
