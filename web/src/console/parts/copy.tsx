import { useEffect, useState } from 'preact/hooks';
import { toast } from '../lib/toasts';
import { Icon } from './icon';

/** Puts a text on the clipboard; false where the browser does not let us. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toast('This browser did not let us copy. Select the text and copy it yourself.', { tone: 'danger' });
    return false;
  }
}

interface Props {
  text: string | (() => string | Promise<string>);
  /** What is copied: "Copy link". */
  label: string;
  /** With the words beside the picture. */
  words?: boolean;
}

export function CopyButton({ text, label, words }: Props) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <button
      type="button"
      class={words ? 'button small plain' : 'icon-button'}
      aria-label={words ? undefined : done ? 'Copied' : label}
      title={words ? undefined : done ? 'Copied' : label}
      onClick={async () => setDone(await copy(typeof text == 'string' ? text : await text()))}
    >
      <Icon name={done ? 'check' : 'copy'} />
      {words && (done ? 'Copied' : label)}
    </button>
  );
}
