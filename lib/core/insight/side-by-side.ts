import type { Accumulator } from './accumulator.ts';

/** Runs several accumulators in one pass: of each list of inputs, each takes the one at its own place. */
export const sideBySide = <Input, Kept, Result>(
  accumulators: readonly Accumulator<Input, Kept, Result>[],
): Accumulator<readonly Input[], readonly Kept[], readonly Result[]> => ({
  empty: () => accumulators.map(({ empty }) => empty()),
  add: (kept, inputs) => accumulators.map(({ add }, place) => add(kept[place] as Kept, inputs[place] as Input)),
  merge: (one, other) => accumulators.map(({ merge }, place) => merge(one[place] as Kept, other[place] as Kept)),
  result: (kept) => accumulators.map(({ result }, place) => result(kept[place] as Kept)),
});
