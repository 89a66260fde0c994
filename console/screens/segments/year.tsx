import { Sparkline } from '../../charts/sparkline.tsx';
import type { Show } from '../../show/use-show.ts';
import { segments as words } from '../../words/en.ts';
import type { ListedSegment } from './segment-list.ts';

const weekMs = 7 * 86_400_000;

/** The size over the past year, week by week. */
export const Year = ({ segment: { name, year }, show }: { readonly segment: ListedSegment; readonly show: Show }) => {
  if (year === null) return null;
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
