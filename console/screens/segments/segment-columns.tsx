import { path } from '../../api/call.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Badge } from '../../parts/badge.tsx';
import type { Column } from '../../parts/data-table.tsx';
import type { Show } from '../../show/use-show.ts';
import { segments as words } from '../../words/en.ts';
import type { ListedSegment } from './segment-list.ts';
import { Year } from './year.tsx';

const Named = ({ segment: { key, name, meaning, quiet, requires } }: { readonly segment: ListedSegment }) => (
  <>
    <a class="strong" href={path`/segments/${key}`}>
      {name}
    </a>
    <span class="meaning">{meaning}</span>
    {quiet || requires !== null ? (
      <span class="badges">
        {quiet ? <Badge>{words.quiet}</Badge> : null}
        {requires === null ? null : <Badge>{words.requires(requires)}</Badge>}
      </span>
    ) : null}
  </>
);

const Moved = ({ segment, show }: { readonly segment: ListedSegment; readonly show: Show }) => {
  const { entered24h: entered, exited24h: left } = segment;
  if (entered === null || left === null) return <span class="quiet">{words.noMembers}</span>;
  if (entered + left === 0) return <span class="quiet">{words.still}</span>;
  return (
    <span class="moved">
      <span class="came">{words.entered(show.number(entered))}</span>
      <span class="went">{words.left(show.number(left))}</span>
    </span>
  );
};

/** The columns of the list. */
export const segmentColumns = (
  show: Show,
  { largest, counting }: { readonly largest: number; readonly counting: boolean },
): readonly Column<ListedSegment>[] => [
  { key: 'name', header: words.columns.name, isHeading: true, cell: (segment) => <Named segment={segment} /> },
  {
    key: 'members',
    header: words.columns.members,
    isNumber: true,
    cell: ({ members }) => <span class="size">{members === null ? words.noMembers : show.number(members)}</span>,
  },
  {
    key: 'share',
    header: words.columns.share,
    cell: ({ share }) => (share === null ? null : <ShareBar share={share} most={largest} words={show.share(share)} />),
  },
  {
    key: 'year',
    header: words.columns.year,
    cell: (segment) => <Year segment={segment} show={show} counting={counting} />,
  },
  { key: 'moved', header: words.columns.moved, cell: (segment) => <Moved segment={segment} show={show} /> },
];
