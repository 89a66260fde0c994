import type { Report } from '../benchmark.ts';
import { compare, type Pair } from '../harness/statistics.ts';
import { targetsOf } from '../targets/aims.ts';

/** A quantity that grows, and the cost of one update in microseconds: a list for each round, from the smallest to the largest. */
export interface Grown {
  /** As in a figure's name: `events`, `segments`, `customers`. */
  readonly what: string;
  /** Through what: `apply` or `store`. */
  readonly through: 'apply' | 'store';
  readonly sizes: readonly number[];
  readonly rounds: readonly (readonly number[])[];
  /** How large one customer's state is as JSON, for each size; absent where it is the same. */
  readonly stateBytes?: readonly number[];
  /** The most that the largest may cost, as a multiple of the smallest, where it is not among the aims. */
  readonly atMost?: number;
}

const way = {
  apply: 'processor time of apply alone',
  store: 'processor time of the use cases on the embedded store, from the event’s text to what is saved',
} as const;

/** A figure for each size but the smallest, which is the baseline. */
export const reportGrowth = (report: Report, { what, through, sizes, rounds, atMost, stateBytes }: Grown): void => {
  const [least = 0, ...larger] = sizes;
  for (const [index, size] of larger.entries()) {
    const pairs = rounds.map((round): Pair => [round[index + 1] ?? Number.NaN, round[0] ?? Number.NaN]);
    const { rounds: taken, ...compared } = compare(pairs);
    const name = `growth.${what}-${size}.${through}`;
    report.figure({
      name,
      about: `one update with ${size.toLocaleString('en')} ${what}, beside ${least.toLocaleString('en')}: ${way[through]}`,
      unit: 'µs',
      ...compared,
      ...(index === larger.length - 1 && {
        targets: atMost === undefined ? targetsOf(name) : [{ of: 'ratio', atMost }],
      }),
      details: {
        ...(stateBytes && { stateBytes: stateBytes[index + 1] ?? 0, baselineStateBytes: stateBytes[0] ?? 0 }),
        rounds: taken,
      },
    });
  }
};
