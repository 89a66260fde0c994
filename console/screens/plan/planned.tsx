import type { Plan } from '#lib/use-cases/plan/plan.ts';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow } from '../../show/use-show.ts';
import { plan as words } from '../../words/en.ts';
import type { CatalogueFile } from '../builder/kept-catalogue.ts';
import type { PlannedSegment } from './planned-segment.ts';
import { SegmentChange } from './segment-change.tsx';

interface Props {
  readonly plan: Plan;
  readonly file: CatalogueFile;
  /** Of each segment what its clauses say, by path. */
  readonly wordsAt: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const isTouched = ({ definition, entering, leaving }: PlannedSegment): boolean =>
  definition !== 'unchanged' || entering + leaving > 0;

const sumOf = (segments: readonly PlannedSegment[], key: 'entering' | 'leaving'): number =>
  segments.reduce((sum, segment) => sum + segment[key], 0);

const Summary = ({ plan: { segments, burst } }: Pick<Props, 'plan'>) => {
  const { number, money } = useShow();
  return (
    <KeyFigures
      label={words.summary}
      figures={[
        { value: number(sumOf(segments, 'entering')), meaning: words.figures.entering },
        { value: number(sumOf(segments, 'leaving')), meaning: words.figures.leaving },
        { value: number(burst.entries), meaning: words.figures.entries },
        { value: money(Math.ceil(burst.dollars.total * 100), 'USD'), meaning: words.figures.dollars },
      ]}
    />
  );
};

/** Most pairs say nothing that one would act on. */
const mostPairs = 10;

const Overlaps = ({ plan: { overlaps, segments } }: Pick<Props, 'plan'>) => {
  const { number, share } = useShow();
  const touched = new Set(segments.filter(isTouched).map(({ key }) => key));
  const names = new Map(segments.map(({ key, name }) => [key, name]));
  const rows = overlaps.filter((pair) => pair.segments.some((key) => touched.has(key))).slice(0, mostPairs);
  return rows.length === 0 ? null : (
    <Card title={words.overlaps.title} note={words.overlaps.note}>
      <DataTable
        caption={words.overlaps.title}
        isCaptionHidden
        columns={[
          {
            key: 'pair',
            header: words.overlaps.pair,
            isHeading: true,
            cell: ({ segments: [one, other] }) => words.overlaps.both(names.get(one) ?? one, names.get(other) ?? other),
          },
          { key: 'members', header: words.overlaps.members, isNumber: true, cell: ({ members }) => number(members) },
          { key: 'share', header: words.overlaps.share, isNumber: true, cell: (pair) => share(pair.share) },
        ]}
        rows={rows}
        keyOf={(pair) => pair.segments.join(' ')}
      />
    </Card>
  );
};

const Notes = ({ plan: { notes } }: Pick<Props, 'plan'>) =>
  notes.length === 0 ? null : (
    <Card title={words.notes}>
      <ul class="said">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Card>
  );

/** Segments that move though nobody has defined them anew: by time, or by what they refer to. */
const Moved = ({ segments }: { readonly segments: readonly PlannedSegment[] }) => {
  const { number } = useShow();
  return segments.length === 0 ? null : (
    <Card title={words.moved.title} note={words.moved.note}>
      <DataTable<PlannedSegment>
        caption={words.moved.title}
        isCaptionHidden
        columns={[
          { key: 'name', header: words.moved.segment, isHeading: true, cell: ({ name }) => name },
          { key: 'before', header: words.moved.before, isNumber: true, cell: ({ before }) => number(before) },
          { key: 'after', header: words.moved.after, isNumber: true, cell: ({ after }) => number(after) },
          { key: 'entering', header: words.moved.entering, isNumber: true, cell: ({ entering }) => number(entering) },
          { key: 'leaving', header: words.moved.leaving, isNumber: true, cell: ({ leaving }) => number(leaving) },
        ]}
        rows={segments}
        keyOf={({ key }) => key}
      />
    </Card>
  );
};

const Unchanged = ({ segments }: { readonly segments: readonly PlannedSegment[] }) =>
  segments.length === 0 ? null : (
    <details>
      <summary>{words.unchanged(segments.length)}</summary>
      <p class="note">{segments.map(({ name }) => name).join(', ')}</p>
    </details>
  );

/** What a catalogue would do: the sums, then segment by segment. */
export const Planned = ({ plan, file, wordsAt }: Props) => {
  const { number } = useShow();
  const { segments, profiles, at } = plan;
  const touched = segments.filter(isTouched);
  const defined = touched.filter(({ definition }) => definition !== 'unchanged');
  const most = Math.max(1, ...touched.flatMap(({ before, after }) => [before, after]));
  return (
    <div class="stack plan">
      <div class="finding">
        <p class="says">
          {words.says(defined.length, number(sumOf(defined, 'entering')), number(sumOf(defined, 'leaving')))}
        </p>
        <p class="note">
          {words.of(file.name, number(profiles.customers), number(profiles.visitors))} <Instant at={at} />
        </p>
      </div>
      <Summary plan={plan} />
      {defined.map((segment) => (
        <SegmentChange key={segment.key} segment={segment} most={most} wordsAt={wordsAt.get(segment.key)} />
      ))}
      <Moved segments={touched.filter(({ definition }) => definition === 'unchanged')} />
      <Unchanged segments={segments.filter((segment) => !isTouched(segment))} />
      <div class="cards">
        <Overlaps plan={plan} />
        <Notes plan={plan} />
      </div>
    </div>
  );
};
