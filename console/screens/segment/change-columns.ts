import type { ColumnValue } from '../../charts/columns.tsx';
import type { TimeNames } from '../../charts/time-series.tsx';
import type { Show } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import { ranges, type HistoryStep, type Range } from './history-range.ts';

/** How columns are said. */
interface Said {
  readonly show: Show;
  readonly named: TimeNames;
}

/** At most so many columns have a name below them. */
const mostNames = 5;

/** Steps side by side, the last of them up to the present. */
const bundled = (steps: readonly HistoryStep[], together: number): readonly (readonly HistoryStep[])[] => {
  const first = steps.length % together;
  const bundles = first === 0 ? [] : [steps.slice(0, first)];
  for (let at = first; at < steps.length; at += together) bundles.push(steps.slice(at, at + together));
  return bundles;
};

/** Who came and went: a column for each hour, day or week. */
export const changeColumns = (steps: readonly HistoryStep[], range: Range, said: Said): readonly ColumnValue[] => {
  const { show, named } = said;
  const { together } = ranges[range];
  const bundles = bundled(steps, together);
  const every = Math.ceil(bundles.length / mostNames);
  return bundles.map((bundle, place) => {
    const at = bundle[0]?.at ?? '';
    const entered = bundle.reduce((sum, step) => sum + step.entered, 0);
    const exited = bundle.reduce((sum, step) => sum + step.exited, 0);
    return {
      name: together === 1 ? named.long(at) : words.size.week(named.long(at)),
      ...(place % every === Math.floor(every / 2) && { label: named.short(at) }),
      value: entered,
      down: exited,
      words: words.size.moved(show.number(entered), show.number(exited)),
    };
  });
};
