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
import { useShow, type Show } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import type { SegmentDetail } from './segment-detail.ts';

/** One member of `GET /v1/segments/{key}/members`. */
interface Member {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly enteredAt: string;
}

const idOf = ({ customerId, anonymousId }: Member): string => customerId ?? `~${anonymousId}`;

const dayMs = 86_400_000;

interface Said {
  readonly show: Show;
  /** Whether the reader may look at people. */
  readonly areLinked: boolean;
  readonly now: string;
}

const columnsOf = ({ show, areLinked, now }: Said): readonly Column<Member>[] => [
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
  {
    key: 'days',
    header: words.members.days,
    isNumber: true,
    cell: ({ enteredAt }) => {
      const days = Math.floor((Date.parse(now) - Date.parse(enteredAt)) / dayMs);
      return words.members.daysFor(show.number(days), days);
    },
  },
];

const perPage = 25;

interface Props {
  readonly detail: SegmentDetail;
}

const MemberList = ({ detail: { key, name, asOf } }: Props) => {
  const show = useShow();
  const { can } = useSession();
  const answer = usePages<Member>(withQuery(path`/v1/segments/${key}/members`, { limit: perPage }));
  return (
    <Answered
      answer={answer}
      loading={<Skeleton lines={12} />}
      missing={words.members.missing}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty title={words.members.none} hint={words.members.noneHint} />}
    >
      {(pages) => (
        <div>
          <DataTable
            caption={words.members.caption(name)}
            columns={columnsOf({ show, areLinked: can.people, now: asOf })}
            rows={pages.items}
            keyOf={idOf}
          />
          <MoreButton pages={pages} />
        </div>
      )}
    </Answered>
  );
};

/** Who is in a segment, page by page, and the command that lists all of them. */
export const Members = ({ detail }: Props) => {
  const { can, why, mode } = useSession();
  return (
    <div class="member-list">
      <div class="stack">
        {can.people ? null : <Notice>{why.people}</Notice>}
        <MemberList detail={detail} />
      </div>
      <Card title={words.members.export} note={words.members.exportNote}>
        <CodeBlock label={words.members.command} text={words.members.commandText(detail.key, mode)} />
      </Card>
    </div>
  );
};
