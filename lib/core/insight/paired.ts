import type { Accumulator } from './accumulator.ts';

type Pair<One, Other> = readonly [One, Other];

/** Runs two accumulators on the same inputs in one pass. */
export const paired = <Input, OneKept, OtherKept, OneResult, OtherResult>(
  one: Accumulator<Input, OneKept, OneResult>,
  other: Accumulator<Input, OtherKept, OtherResult>,
): Accumulator<Input, Pair<OneKept, OtherKept>, Pair<OneResult, OtherResult>> => ({
  empty: () => [one.empty(), other.empty()],
  add: (kept, input) => [one.add(kept[0], input), other.add(kept[1], input)],
  merge: (first, second) => [one.merge(first[0], second[0]), other.merge(first[1], second[1])],
  result: (kept) => [one.result(kept[0]), other.result(kept[1])],
});
