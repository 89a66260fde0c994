import { Card } from '../../parts/card.tsx';
import { Facts, type Fact } from '../../parts/facts.tsx';
import { useShow, type Show } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import type { Guarded, SegmentMetrics } from './segment-metrics.ts';

type Period = SegmentMetrics['periods'][number];

/** A figure in words, or why it is not told. */
const told = <Figure,>(guarded: Guarded<Figure>, say: (figure: Figure) => string, number: Show['number']): string => {
  if (guarded === null) return words.week.unknown;
  if (typeof guarded === 'object' && 'below' in guarded) return words.week.below(number(guarded.below));
  return say(guarded);
};

const factsOf = (
  { revenue, stayed, retention, satisfaction }: Period,
  show: Show,
  currency: string,
): readonly Fact[] => {
  const { number, share, money } = show;
  return [
    { name: words.week.stayed, value: told(stayed, share, number) },
    { name: words.week.retention, value: told(retention, share, number) },
    { name: words.week.revenue, value: told(revenue, (minor) => money(minor, currency), number) },
    {
      name: words.week.satisfaction,
      value: told(satisfaction, ({ mean }) => (mean === null ? words.week.unknown : share(mean)), number),
    },
  ];
};

/** How a segment fared in the latest week of the pass over everybody. */
export const LatestWeek = ({ metrics: { periods, currency } }: { readonly metrics: SegmentMetrics }) => {
  const show = useShow();
  const latest = periods.at(-1);
  if (latest === undefined) return null;
  return (
    <Card title={words.week.title} note={words.week.note(show.day(latest.from), show.day(latest.to))}>
      <Facts facts={factsOf(latest, show, currency)} />
    </Card>
  );
};
