import '../../parts/form.css';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import type { PageProps } from '../../lib/page';
import { Load } from '../../parts/load';
import { NotFound } from '../../shell/crash';
import { Editor } from './editor';
import { List } from './list';

export default function WhatsApp({ rest: [id] }: PageProps) {
  if (!id) return <List />;
  if (id == 'new') return <Editor key="new" />;
  return <One key={id} id={id} />;
}

function One({ id }: { id: string }) {
  const all = useCached(at('/api/v1/channels'));
  return (
    <Load entry={all}>
      {({ data }) => {
        const found = data.find((one) => one.id == id);
        return found ? <Editor key={id} channel={found} /> : <NotFound what="number" />;
      }}
    </Load>
  );
}
