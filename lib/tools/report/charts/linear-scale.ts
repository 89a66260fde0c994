import { ticks } from 'd3-array';

/** Where a value is drawn. */
export interface LinearScale {
  (value: number): number;
  /** Round values of the domain, about as many as are asked for. */
  ticks(count: number): readonly number[];
  /** Where the domain begins, and where it ends. */
  readonly range: readonly [number, number];
}

type Span = readonly [number, number];

/**
 * Draws a domain of numbers on a range in proportion. d3-scale does the same, and brings colours, dates and formats that no chart
 * here needs: more than a tenth of what the console may weigh.
 */
export const linearScale = ([from, to]: Span, range: Span): LinearScale => {
  const [start, end] = range;
  const perUnit = (end - start) / (to - from);
  const at = (value: number): number => start + (value - from) * perUnit;
  return Object.assign(at, { ticks: (count: number) => ticks(from, to, count), range });
};
