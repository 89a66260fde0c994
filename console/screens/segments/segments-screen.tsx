import { useState } from 'preact/hooks';
import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Button } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useShow } from '../../show/use-show.ts';
import { segments as words } from '../../words/en.ts';
import { segmentColumns } from './segment-columns.tsx';
import type { SegmentList } from './segment-list.ts';
import { matches, sortedSegments, sortKeys, type SortKey } from './sorted-segments.ts';

const Totals = ({ list: { people, items } }: { readonly list: SegmentList }) => {
  const { number } = useShow();
  const moved = items.reduce((sum, { entered24h, exited24h }) => sum + (entered24h ?? 0) + (exited24h ?? 0), 0);
  return (
    <KeyFigures
      label={words.title}
      figures={[
        ...(people === null ? [] : [{ value: number(people), meaning: words.people }]),
        { value: number(items.length), meaning: words.segments },
        { value: number(moved), meaning: words.moved },
      ]}
    />
  );
};

const NoMatch = ({ clear }: { readonly clear: () => void }) => (
  <Empty
    title={words.noMatch.title}
    hint={words.noMatch.hint}
    actions={<Button onClick={clear}>{words.noMatch.clear}</Button>}
  />
);

const List = ({ list: { items, counting } }: { readonly list: SegmentList }) => {
  const show = useShow();
  const [search, setSearch] = useState('');
  const [by, setBy] = useState<SortKey>('catalogue');
  const shown = sortedSegments(items, by).filter((segment) => matches(segment, search));
  const largest = Math.max(0, ...items.map(({ share }) => share ?? 0));
  return (
    <div class="segment-list">
      <div class="tools">
        <TextField label={words.search} type="search" value={search} onValue={setSearch} />
        <SelectField
          label={words.sort}
          value={by}
          onValue={setBy}
          options={sortKeys.map((value) => ({ value, label: words.sorts[value] }))}
        />
      </div>
      <p class="note" role="status">
        {words.shownOf(show.number(shown.length), show.number(items.length))}
        {counting ? words.counting : null}
      </p>
      {shown.length === 0 ? (
        <NoMatch clear={() => setSearch('')} />
      ) : (
        <DataTable
          caption={words.caption}
          isCaptionHidden
          columns={segmentColumns(show, { largest, counting })}
          rows={shown}
          keyOf={({ key }) => key}
        />
      )}
    </div>
  );
};

/** While the lines are counted they are asked for again after as many milliseconds. */
const pauseOf = ({ counting }: SegmentList): number | undefined => (counting ? 2_000 : undefined);

/** Every segment with what it means, how large it is and how it moves. */
const SegmentsScreen = () => {
  const { can, why } = useSession();
  const answer = useAnswer<SegmentList>('/v1/console/segments', { pollMs: pauseOf });
  return (
    <>
      <PageHeader title={words.title} lede={words.lede} />
      <Answered
        answer={answer}
        loading={<Skeleton lines={12} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={words.empty.title} hint={words.empty.hint} />}
      >
        {(list) => (
          <div class="stack">
            {can.members ? null : <Notice>{why.members}</Notice>}
            <Totals list={list} />
            <List list={list} />
          </div>
        )}
      </Answered>
    </>
  );
};

export default SegmentsScreen;
