import { ErrorBox } from '../parts/error-box';
import { Skeleton } from '../parts/skeleton';
import { page, retry } from './pages';

/** A page or a part of one that lives in its own chunk. */
export function LazyPage({ name, rest }: { name: string; rest: string[] }) {
  const Found = page(name).value;
  if (Found === 'failed')
    return (
      <div class="page">
        <ErrorBox
          text="This page could not be fetched. The server may be away, or newer than this tab."
          retry={retry}
        />
      </div>
    );
  return Found ? <Found rest={rest} /> : <Skeleton lines={8} />;
}
