import '../../parts/form.css';
import './assistants.css';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import type { PageProps } from '../../lib/page';
import { Load } from '../../parts/load';
import { NotFound } from '../../shell/crash';
import { Editor } from './editor';
import { List } from './list';

export default function Assistants({ rest: [id] }: PageProps) {
  if (!id) return <List />;
  if (id == 'new') return <Editor key="new" />;
  return <One id={id} />;
}

function One({ id }: { id: string }) {
  const all = useCached(at('/api/v1/assistants'));
  return (
    <Load entry={all}>
      {({ data }) => {
        const found = data.find((one) => one.id == id);
        return found ? <Editor key={id} assistant={found} /> : <NotFound what="assistant" />;
      }}
    </Load>
  );
}
