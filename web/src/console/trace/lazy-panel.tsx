// The trace is fetched when it is first opened: most conversations are read without it.
import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { ErrorBox } from '../parts/error-box';
import { Skeleton } from '../parts/skeleton';
import type { PanelProps } from './panel';

let fetched: ComponentType<PanelProps> | undefined;

export function LazyPanel(props: PanelProps) {
  const [Found, setFound] = useState<ComponentType<PanelProps> | undefined>(() => fetched);
  const [failed, setFailed] = useState(false);
  const get = () => {
    setFailed(false);
    import('./panel').then(
      (module) => {
        fetched = module.default;
        setFound(() => fetched);
      },
      () => setFailed(true),
    );
  };
  useEffect(() => {
    if (!Found) get();
  }, []);
  if (Found) return <Found {...props} />;
  return failed ? (
    <ErrorBox text="The trace could not be fetched. The server may be away, or newer than this tab." retry={get} />
  ) : (
    <Skeleton lines={8} label="Loading the trace" />
  );
}
