/**
 * Adds up people, or what is read of them, in parts that can be merged. `Kept` is plain JSON.
 *
 * What is kept depends only on the set of inputs: four parts merged are written as the whole is, byte for byte, in whatever
 * order the inputs came. It is bounded, however many inputs there are. `add` and `merge` may change what they were given,
 * and what they return takes its place.
 */
export interface Accumulator<Input, Kept, Result> {
  readonly empty: () => Kept;
  readonly add: (kept: Kept, input: Input) => Kept;
  readonly merge: (one: Kept, other: Kept) => Kept;
  readonly result: (kept: Kept) => Result;
}

const inOrder = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** What an accumulator keeps, as JSON with the keys of objects in order: any order of inputs and any parts lead to one text. */
export const writeKept = (kept: unknown): string => JSON.stringify(kept, inOrder);
