import type { ComponentChildren } from 'preact';
import type { Entry } from '../lib/cache';
import { Forbidden, NotFound } from '../shell/crash';
import { ErrorBox } from './error-box';
import { Skeleton } from './skeleton';

interface Props<Answer> {
  entry: Entry<Answer>;
  lines?: number;
  children: (answer: Answer) => ComponentChildren;
}

/** What was read, once it is there; a failure stands above what was read before. */
export function Load<Answer>({ entry, lines = 5, children }: Props<Answer>) {
  const answer = entry.data.value;
  const problem = entry.error.value;
  if (answer === undefined && problem?.status == 403) return <Forbidden detail={problem.message} />;
  if (answer === undefined && problem?.status == 404) return <NotFound />;
  return (
    <>
      {problem && <ErrorBox problem={problem} retry={() => void entry.refresh()} />}
      {answer === undefined ? !problem && <Skeleton lines={lines} /> : children(answer)}
    </>
  );
}
