import type { ComponentChildren } from 'preact';
import { SessionProvider, type Session } from '../api/session.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Failed } from '../parts/failed.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { shell } from '../words/en.ts';

/** Shows the screens once it is known who asks and where; before, that it is asked. */
export const WithSession = ({ children }: { readonly children: ComponentChildren }) => {
  const answer = useAnswer<Session>('/v1/console/session');
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
      return <SessionProvider value={answer.data}>{children}</SessionProvider>;
    default:
      return answer satisfies never;
  }
};
