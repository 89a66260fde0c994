import type { Telling } from '../telling.ts';

interface Spanned {
  readonly from: string;
  readonly to: string;
}

const lastMs = 1;

/** Of periods by month, oldest first, the last one that the history holds wholly; undefined where there is none. */
export const lastFullMonth = <Period extends Spanned>(
  periods: readonly Period[],
  { dates }: Telling,
): Period | undefined =>
  periods.findLast(({ to }) => dates.isLastOfMonth(new Date(Date.parse(to) - lastMs).toISOString()));
