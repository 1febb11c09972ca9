import { useEffect, useRef, useState } from 'preact/hooks';
import type { Draft } from './draft';

/** The widget itself, as it would be with what stands in the form. It sends nothing. */
export function Preview({ draft, welcome }: { draft: Draft; welcome: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const [small] = useState(() => matchMedia('(max-width: 480px)').matches);
  const [step, setStep] = useState<'first' | 'form' | 'chat'>('first');
  const { name: _, allowed_origins: __, enabled: ___, ...all } = draft;
  // What visitors come through one after the other.
  const look = {
    ...draft,
    consent: step == 'first' ? all.consent : '',
    fields: step == 'chat' ? [] : all.fields,
  };
  const shown = JSON.stringify([all, step, welcome]);
  useEffect(() => {
    if (small) return;
    let over = false;
    let end: (() => void) | undefined;
    // A moment after the last key, and with code that only this page needs.
    const timer = setTimeout(async () => {
      const { preview } = await import('./stage');
      if (over || !box.current) return;
      end = await preview(box.current, look, welcome, () => setSaid('This is a preview: nothing is sent.'));
      if (over) end();
    }, 250);
    return () => {
      over = true;
      clearTimeout(timer);
      end?.();
    };
  }, [shown, small]);
  // On a phone it covers the whole window, as it does for visitors.
  if (small) return <p class="notice">The preview needs a wider window. On a phone the chat fills the whole screen.</p>;
  return (
    <section class="preview" aria-label="Preview">
      <div class="card-head">
        <p class="muted" role="status">
          {said || 'Preview. It sends nothing.'}
        </p>
        {(all.consent || all.fields.length > 0) && (
          <label class="preview-step">
            <span class="visually-hidden">What the preview shows</span>
            <select value={step} onChange={(event) => setStep(event.currentTarget.value as typeof step)}>
              <option value="first">{all.consent ? 'Consent' : 'Form'}</option>
              {all.consent && all.fields.length > 0 && <option value="form">Form</option>}
              <option value="chat">Chat</option>
            </select>
          </label>
        )}
      </div>
      <div class="preview-box" ref={box} />
    </section>
  );
}
