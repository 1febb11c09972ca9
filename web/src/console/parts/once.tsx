import './form.css';
import type { ComponentChildren } from 'preact';
import { CopyButton } from './copy';

/** A text to be copied, with the button for it. */
export function CopyLine({ text, label, block }: { text: string; label: string; block?: boolean }) {
  return (
    <div class="copy-line">
      {block ? <pre tabIndex={0}>{text}</pre> : <code>{text}</code>}
      <CopyButton text={text} label={label} />
    </div>
  );
}

/** A secret that nobody is shown again. */
export function Once({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <section class="once" role="status">
      <h2>{title}</h2>
      <p>This is shown once, now. Keep it where you keep your secrets.</p>
      <CopyLine text={text} label={`Copy ${title.toLowerCase()}`} />
      {children}
    </section>
  );
}
