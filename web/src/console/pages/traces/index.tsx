// All traces, and one of them with everything in it.
import '../../parts/form.css';
import './traces.css';
import type { PageProps } from '../../lib/page';
import { TraceList } from './list';
import { WholeTrace } from './trace';

export default function Traces({ rest: [id] }: PageProps) {
  return id ? <WholeTrace key={id} id={id} /> : <TraceList />;
}
