import type { ApiFailure } from '../../api/failure.ts';
import { path } from '../../api/call.ts';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Failed } from '../../parts/failed.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Instant } from '../../show/instant.tsx';
import { missingPerson as words, people } from '../../words/en.ts';
import { recentPeople } from './recent-people.ts';

interface Props {
  readonly id: string;
  readonly failure: ApiFailure;
  readonly retry: () => void;
}

const Gone = ({ id, failure: { details } }: Props) => {
  recentPeople.remove(id);
  return (
    <>
      <PageHeader eyebrow={people.title} title={words.gone.title(id)} lede={words.gone.lede} />
      <Facts
        facts={[
          { name: words.gone.at, value: <Instant at={String(details['erasedAt'])} /> },
          { name: words.gone.receipt, value: String(details['receiptId']) },
        ]}
      />
    </>
  );
};

/** The same text as an id of the other kind is the likeliest mistake. */
const Unknown = ({ id }: Props) => {
  const isVisitor = id.startsWith('~');
  const other = isVisitor ? id.slice(1) : `~${id}`;
  return (
    <>
      <PageHeader eyebrow={people.title} title={words.unknown.title(id)} />
      <Empty
        title={words.unknown.ways}
        hint={
          <a href={path`/people/${other}`}>
            {isVisitor ? words.unknown.asCustomer(other) : words.unknown.asVisitor(other)}
          </a>
        }
        actions={
          <a class="button" href="/people">
            {words.unknown.back}
          </a>
        }
      />
    </>
  );
};

/** In place of somebody who cannot be shown. */
export const PersonFailed = (props: Props) => {
  const { id, failure, retry } = props;
  if (failure.code === 'erased') return <Gone {...props} />;
  if (failure.code === 'not-found') return <Unknown {...props} />;
  return (
    <>
      <PageHeader eyebrow={people.title} title={id} />
      <Failed failure={failure} retry={retry} />
    </>
  );
};
