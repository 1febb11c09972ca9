import '../../parts/form.css';
import './widgets.css';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import type { PageProps } from '../../lib/page';
import { Load } from '../../parts/load';
import { Editor } from './editor';
import { List } from './list';

export default function Widgets({ rest: [id] }: PageProps) {
  if (!id) return <List />;
  if (id == 'new') return <Editor key="new" />;
  return <One key={id} id={id} />;
}

function One({ id }: { id: string }) {
  const widget = useCached(at('/api/v1/widgets/{id}', { id }));
  return <Load entry={widget}>{(found) => <Editor key={id} widget={found} />}</Load>;
}
