import * as fc from 'fast-check';

/** There five times of six. */
export const optional = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Absent two times of three, so that conditions hold often enough to change. */
export const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** Leaves out what is undefined. */
export const present = <Shape extends object>(shape: {
  readonly [Key in keyof Shape]: Shape[Key] | undefined;
}): Shape => JSON.parse(JSON.stringify(shape));
