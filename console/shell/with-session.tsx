import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/answer.ts';
import { SessionProvider, type Session } from '../api/session.ts';
import { Failed } from '../parts/failed.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { shell } from '../words/en.ts';
import { Ended } from './ended.tsx';

interface Props {
  readonly answer: Answer<Session>;
  readonly children: ComponentChildren;
}

/** Shows the screens once it is known who asks and where; before, that it is asked. */
export const WithSession = ({ answer, children }: Props) => {
  switch (answer.state) {
    case 'loading':
      return <Skeleton lines={6} />;
    case 'failed':
      return (
        <>
          <PageHeader title={shell.noSession} />
          <Failed failure={answer.failure} retry={answer.retry} />
        </>
      );
    case 'ready':
      return (
        <SessionProvider value={answer.data}>
          <Ended />
          {children}
        </SessionProvider>
      );
    default:
      return answer satisfies never;
  }
};
