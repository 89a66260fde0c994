import type { PlaceLine } from '#lib/core/insight/places/place-lines.ts';
import { placeLevels, type PlaceLevel } from '#lib/core/insight/places/place-levels.ts';
import { countWords, liftWords, memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useShow } from '../../show/use-show.ts';
import { insight as words } from '../../words/en.ts';
import { Asked, Finding, type ViewProps } from './asked.tsx';
import { SegmentChoice } from './segment-choice.tsx';

/** `GET /v1/console/insight/places` */
interface Places {
  readonly segment?: string;
  readonly members: number;
  readonly lines?: readonly PlaceLine[];
  readonly missing?: string;
}

const countries = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' });

const countryCode = /^[A-Z]{2}$/;

const nameOf = ({ level, place }: PlaceLine): string =>
  level === 'country' && countryCode.test(place) ? (countries.of(place) ?? place) : place;

/** Of all but a few, who may not be told apart from all, the bar is full. */
const barOf = ({ share = 1 }: PlaceLine): number => share;

const columnsOf = (level: PlaceLevel, lines: readonly PlaceLine[], isCompared: boolean): Column<PlaceLine>[] => {
  const most = Math.max(...lines.map(barOf));
  const share: Column<PlaceLine> = {
    key: 'share',
    header: isCompared ? words.compare.members : words.places.share,
    cell: (line) => <ShareBar share={barOf(line)} most={most} words={memberWords(line)} />,
  };
  const head: Column<PlaceLine> = { key: 'place', header: words.places.one[level], isHeading: true, cell: nameOf };
  return isCompared
    ? [
        head,
        share,
        { key: 'others', header: words.compare.others, isNumber: true, cell: otherWords },
        { key: 'lift', header: words.compare.lift, isNumber: true, className: 'roomy', cell: liftWords },
      ]
    : [head, share, { key: 'people', header: words.places.people, isNumber: true, cell: (line) => countWords(line) }];
};

const Level = ({ level, places: { lines = [], segment } }: { readonly level: PlaceLevel; readonly places: Places }) => {
  const own = lines.filter((line) => line.level === level);
  return own.length === 0 ? null : (
    <Card title={words.places.many[level]}>
      <DataTable
        caption={words.places.many[level]}
        isCaptionHidden
        columns={columnsOf(level, own, segment !== undefined)}
        rows={own}
        keyOf={({ place }) => place}
      />
    </Card>
  );
};

const Says = ({ places: { lines = [], segment, members } }: { readonly places: Places }) => {
  const { number } = useShow();
  const [first] = lines;
  if (first === undefined) return null;
  const place = nameOf(first);
  const says =
    segment === undefined
      ? words.places.most(memberWords(first), place)
      : words.places.standsOut(place, memberWords(first), otherWords(first));
  return <Finding says={says} sure={words.places.known(number(first.known), number(members))} />;
};

const noPlaces = ({ missing, segment }: Places): string => {
  if (missing !== undefined) return words.sentence(missing);
  return segment === undefined ? words.places.none.hint : words.places.noneOfSegment;
};

/** Where people are, or where members are more often than others. */
export const PlacesView = ({ of, onOf }: ViewProps) => (
  <>
    <SegmentChoice
      label={words.compare.whom}
      value={of ?? ''}
      onValue={(next) => onOf(next || undefined)}
      first={[{ value: '', label: words.everybody }]}
    />
    <Asked<Places> kind="places" segment={of}>
      {(places) =>
        places.lines === undefined || places.lines.length === 0 ? (
          <Empty title={words.places.none.title} hint={noPlaces(places)} />
        ) : (
          <div class="stack">
            <Says places={places} />
            <div class="cards thirds">
              {placeLevels.map((level) => (
                <Level key={level} level={level} places={places} />
              ))}
            </div>
          </div>
        )
      }
    </Asked>
  </>
);
