import { useRoute } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';
import { path, withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { people as words } from '../../words/en.ts';
import { useAsOf } from './as-of/use-as-of.ts';
import { PersonFailed } from './person-failed.tsx';
import { PersonPage } from './person-page.tsx';
import { recentPeople } from './recent-people.ts';
import type { Person } from './person.ts';

const Present = ({ id }: { readonly id: string }) => {
  const asOf = useAsOf();
  const base = path`/v1/console/people/${id}`;
  const now = useAnswer<Person>(base);
  const then = useAnswer<Person>(asOf.instant === undefined ? undefined : withQuery(base, { at: asOf.instant }));
  const isKnown = now.state === 'ready';
  useEffect(() => {
    if (isKnown) recentPeople.add(id);
  }, [isKnown, id]);
  switch (now.state) {
    case 'loading':
      return (
        <>
          <PageHeader eyebrow={words.title} title={id} />
          <Skeleton lines={10} />
        </>
      );
    case 'failed':
      return <PersonFailed id={id} failure={now.failure} retry={now.retry} />;
    case 'ready':
      return (
        <PersonPage now={now.data} refresh={now.refresh} shown={asOf.instant === undefined ? now : then} asOf={asOf} />
      );
    default:
      return now satisfies never;
  }
};

/** One person: as of now, or as of an instant of the past. */
const PersonScreen = () => {
  const { can, why } = useSession();
  const { id = '' } = useRoute().params;
  if (can.people) return <Present key={id} id={id} />;
  return (
    <>
      <PageHeader title={words.title} />
      <Notice>{why.people}</Notice>
    </>
  );
};

export default PersonScreen;
