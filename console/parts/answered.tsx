import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/answer.ts';
import { Empty } from './empty.tsx';
import { Failed } from './failed.tsx';
import { Skeleton } from './skeleton.tsx';

interface Props<Data> {
  readonly answer: Answer<Data>;
  /** Shown while it is loading; a skeleton of three lines by default. */
  readonly loading?: ComponentChildren;
  /** Shown in place of data of which `isEmpty` says so. */
  readonly empty?: ComponentChildren;
  readonly isEmpty?: (data: Data) => boolean;
  /** What is missing where the API knows nothing (404): shown with its sentence in place of a failure. */
  readonly missing?: string;
  readonly children: (data: Data) => ComponentChildren;
}

/** The four states of what was asked for. */
export const Answered = <Data,>({ answer, loading, empty, isEmpty, missing, children }: Props<Data>) => {
  switch (answer.state) {
    case 'loading':
      return <>{loading ?? <Skeleton />}</>;
    case 'failed':
      return missing !== undefined && answer.failure.code === 'not-found' ? (
        <Empty title={missing} hint={answer.failure.message} />
      ) : (
        <Failed failure={answer.failure} retry={answer.retry} />
      );
    case 'ready':
      return <>{isEmpty?.(answer.data) ? empty : children(answer.data)}</>;
    default:
      return answer satisfies never;
  }
};
