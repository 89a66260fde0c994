import type { Accumulator } from '#lib/core/insight/accumulator.ts';

/** Some inputs, such as the people of a store, that can be read as often as there are passes. */
export type Pass<Input> = () => Iterable<Input> | AsyncIterable<Input>;

/** Runs an accumulator over all inputs of one pass. */
export const accumulate = async <Input, Kept, Result>(
  pass: Pass<Input>,
  { empty, add, result }: Accumulator<Input, Kept, Result>,
): Promise<Result> => {
  let kept = empty();
  for await (const input of pass()) kept = add(kept, input);
  return result(kept);
};
