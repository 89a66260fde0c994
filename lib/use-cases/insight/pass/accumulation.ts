import { writeKept, type Accumulator } from '#lib/core/insight/accumulator.ts';

/** What an accumulator has kept so far, to be written, and merged with what others have. */
export interface Kept {
  /** What was kept, as JSON. */
  readonly write: () => string;
  /** @param kept - what `write` has written, read again. */
  readonly merge: (kept: unknown) => void;
}

/** An accumulator at work. */
export interface Accumulation<Input, Result> extends Kept {
  readonly add: (input: Input) => void;
  readonly result: () => Result;
}

/** Begins to accumulate. */
export const accumulation = <Input, Keeping, Result>(
  accumulator: Accumulator<Input, Keeping, Result>,
): Accumulation<Input, Result> => {
  let kept = accumulator.empty();
  return {
    add: (input) => {
      kept = accumulator.add(kept, input);
    },
    write: () => writeKept(kept),
    merge: (other) => {
      kept = accumulator.merge(kept, other as Keeping);
    },
    result: () => accumulator.result(kept),
  };
};
