// Parts of the shell that few open: fetched then.
import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { toast } from '../lib/toasts';

const CHUNKS = { palette: () => import('./palette'), help: () => import('./help') };

export function Lazy({ chunk }: { chunk: keyof typeof CHUNKS }) {
  const [Found, setFound] = useState<ComponentType | null>(null);
  useEffect(() => {
    CHUNKS[chunk]().then(
      (module) => setFound(() => module.default),
      () => toast('This part could not be fetched. Check the connection and try again.', { tone: 'danger' }),
    );
  }, []);
  return Found && <Found />;
}
