/** One step of `GET /v1/segments/{key}/history`. */
export interface HistoryStep {
  /** Its beginning. */
  readonly at: string;
  /** At its end; null where it is not known. */
  readonly members: number | null;
  readonly entered: number;
  readonly exited: number;
}

/** Over how long a segment's size is shown. */
export type Range = 'day' | 'month' | 'quarter' | 'year';

interface RangeForm {
  readonly days: number;
  readonly step: 'PT1H' | 'P1D';
  /** So many steps make one column of who came and went. */
  readonly together: number;
}

const week = 7;

/** Shortest first. */
export const ranges: Readonly<Record<Range, RangeForm>> = {
  day: { days: 1, step: 'PT1H', together: 1 },
  month: { days: 30, step: 'P1D', together: 1 },
  quarter: { days: 91, step: 'P1D', together: week },
  year: { days: 364, step: 'P1D', together: week },
};

const dayMs = 86_400_000;

/** The range that an address names; a year unless it names one. */
export const rangeFrom = (named: string | undefined): Range =>
  named !== undefined && named in ranges ? (named as Range) : 'year';

/** What the API is asked for to show a range up to an instant. */
export const spanOf = (range: Range, now: string): { readonly from: string; readonly step: string } => {
  const { days, step } = ranges[range];
  return { from: new Date(Date.parse(now) - days * dayMs).toISOString(), step };
};
