import { Sparkline } from '../../charts/sparkline.tsx';
import type { Show } from '../../show/use-show.ts';
import { segments as words } from '../../words/en.ts';
import type { ListedSegment } from './segment-list.ts';

const weekMs = 7 * 86_400_000;

interface Props {
  readonly segment: ListedSegment;
  readonly show: Show;
  /** Whether the year is still being counted. */
  readonly counting: boolean;
}

/** Takes the place of a line that is being counted, so that nothing moves when it comes. */
const Waiting = () => (
  <div class="spark" aria-busy="true">
    <svg class="sparkline" width={112} height={28} aria-hidden="true">
      <line class="waiting" x1={3} x2={109} y1={25} y2={25} />
    </svg>
    <span class="spark-reading" aria-hidden="true" />
  </div>
);

/** The size over the past year, week by week. */
export const Year = ({ segment: { name, year }, show, counting }: Props) => {
  if (year === null) return counting ? <Waiting /> : null;
  const known = year.members.filter((members) => members !== null);
  const dayOf = (index: number): string =>
    show.shortDay(new Date(Date.parse(year.from) + index * weekMs).toISOString());
  return (
    <Sparkline
      values={year.members}
      label={words.yearOf(name, show.number(known[0] ?? 0), show.number(known.at(-1) ?? 0))}
      wordsOf={(index) => words.week(dayOf(index), show.number(year.members[index] ?? 0))}
    />
  );
};
