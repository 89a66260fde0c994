import { path, withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { usePages } from '../../api/use-pages.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { CodeBlock } from '../../parts/code-block.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Instant } from '../../show/instant.tsx';
import { segment as words } from '../../words/en.ts';
import type { SegmentDetail } from './segment-detail.ts';

/** One member of `GET /v1/segments/{key}/members`. */
interface Member {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly enteredAt: string;
}

const idOf = ({ customerId, anonymousId }: Member): string => customerId ?? `~${anonymousId}`;

const columnsOf = (areLinked: boolean): readonly Column<Member>[] => [
  {
    key: 'id',
    header: words.members.who,
    isHeading: true,
    cell: (member) => {
      const id = idOf(member);
      return areLinked ? <a href={path`/people/${id}`}>{id}</a> : id;
    },
  },
  { key: 'since', header: words.members.since, cell: ({ enteredAt }) => <Instant at={enteredAt} /> },
];

const perPage = 50;

/** Who is in a segment, page by page. */
export const Members = ({ detail: { key, name } }: { readonly detail: SegmentDetail }) => {
  const { can, why, mode } = useSession();
  const answer = usePages<Member>(withQuery(path`/v1/segments/${key}/members`, { limit: perPage }));
  return (
    <div class="stack">
      {can.people ? null : <Notice>{why.people}</Notice>}
      <Answered
        answer={answer}
        loading={<Skeleton lines={12} />}
        missing={words.members.missing}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={words.members.none} hint={words.members.noneHint} />}
      >
        {(pages) => (
          <div class="member-list">
            <DataTable
              caption={words.members.caption(name)}
              columns={columnsOf(can.people)}
              rows={pages.items}
              keyOf={idOf}
            />
            <MoreButton pages={pages} />
          </div>
        )}
      </Answered>
      <Card title={words.members.export} note={words.members.exportNote}>
        <CodeBlock label={words.members.command} text={words.members.commandText(key, mode)} />
      </Card>
    </div>
  );
};
