import * as fc from 'fast-check';
import type { Condition, Operators, Value } from '#test/oracle/catalogue.ts';
import { coming, comparedMoment, duration, timesDays } from './arbitrary-operators.ts';
import type { Scene } from './scenes.ts';

const limits = {
  alive: [0.05, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97],
  buys30d: [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.95],
  buys90d: [0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.95],
  orders30d: [0.01, 0.1, 0.3, 0.5, 1, 1.5, 2, 3, 5],
  orders365d: [0.1, 0.5, 1, 2, 3, 5, 8, 15, 40],
  value365d: [10, 200, 500, 1000, 2000, 3000, 5000, 10_000, 30_000],
} as const;

/** A predicted number. */
export type Predicted = keyof typeof limits;

/** Some by which many people pass, and any beside it. */
const limitOf = (name: Predicted): fc.Arbitrary<number> => {
  const known = limits[name];
  return fc.oneof(fc.constantFrom(...known), fc.double({ min: 0, max: known.at(-1) ?? 1, noNaN: true }));
};

const exists: fc.Arbitrary<Operators> = fc.boolean().map((is) => ({ exists: is }));

type Limit = number | { readonly percentile: number };

const side = (limit: fc.Arbitrary<Limit>): fc.Arbitrary<Operators> =>
  fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), limit).map(([name, operand]) => ({ [name]: operand }));

const sides = (limit: fc.Arbitrary<Limit>): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 5, arbitrary: side(limit) },
    { weight: 2, arbitrary: fc.tuple(side(limit), side(limit)).map(([one, other]) => ({ ...one, ...other })) },
    { weight: 1, arbitrary: exists },
  );

const percentile = fc.integer({ min: 1, max: 99 }).map((of) => ({ percentile: of }));

/** What a trait that there are percentiles of is asked. */
export const percentiles: fc.Arbitrary<Condition> = fc.record({
  trait: fc.constantFrom('orders.revenue', 'orders.count', 'orders.average', 'predicted.value365d'),
  is: sides(percentile),
});

export const numberOf = (name: Predicted): fc.Arbitrary<Condition> =>
  sides(limitOf(name)).map((is) => ({ trait: `predicted.${name}`, is }));

export const nextOrder = (scene: Scene): fc.Arbitrary<Condition> =>
  fc
    .oneof(
      duration.map((length): Operators => ({ olderThan: length })),
      duration.map((length): Operators => ({ newerThan: length })),
      coming,
      timesDays,
      comparedMoment(scene).filter((is) => !Object.hasOwn(is, 'eq') && !Object.hasOwn(is, 'ne')),
      exists,
    )
    .map((is) => ({ trait: 'predicted.nextOrderAt', is }));

const oneOf = <Kind extends string | boolean>(values: readonly [Kind, ...Kind[]]): fc.Arbitrary<Operators> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('eq', 'ne'), fc.constantFrom(...values)).map(([name, value]) => ({ [name]: value })),
    fc
      .tuple(fc.constantFrom('in', 'notIn'), fc.subarray([...values], { minLength: 1 }))
      .map(([name, some]) => ({ [name]: some })),
  );

export const overdue: fc.Arbitrary<Condition> = oneOf([true, false]).map((is) => ({ trait: 'predicted.overdue', is }));

export const tier: fc.Arbitrary<Condition> = oneOf(['high', 'medium', 'low']).map((is) => ({
  trait: 'predicted.tier',
  is,
}));

/** A value made of one number, and the same of any number in its place. */
interface Made {
  readonly value: Value;
  readonly of: (number: number) => number;
}

type Making = (made: Made, constant: number) => Made;

const makings: readonly Making[] = [
  ({ value, of }, c) => ({ value: { plus: [value, c] }, of: (x) => of(x) + c }),
  ({ value, of }, c) => ({ value: { minus: [c, value] }, of: (x) => c - of(x) }),
  ({ value, of }, c) => ({ value: { minus: [value, c] }, of: (x) => of(x) - c }),
  ({ value, of }, c) => ({ value: { times: [c, value, 2] }, of: (x) => c * of(x) * 2 }),
  ({ value, of }, c) => ({ value: { dividedBy: [value, c] }, of: (x) => of(x) / c }),
  ({ value, of }, c) => ({ value: { dividedBy: [c, value] }, of: (x) => c / of(x) }),
];

const predictedNumber: fc.Arbitrary<Predicted> = fc.constantFrom(...(Object.keys(limits) as Predicted[]));

/** Values made of something with numbers around it, up to three deep. */
const madeOf = (inner: Value): fc.Arbitrary<Made> =>
  fc
    .array(fc.tuple(fc.constantFrom(...makings), fc.constantFrom(0.3, 0.5, 1, 3, 100, -2)), { maxLength: 3 })
    .map((steps) =>
      steps.reduce<Made>((made, [making, constant]) => making(made, constant), { value: inner, of: (x) => x }),
    );

interface Asked {
  readonly value: Value;
  readonly is: Operators;
}

/** A value made of a prediction, and what it is asked where people pass. */
export const madeOfPrediction: fc.Arbitrary<Asked> = predictedNumber.chain((name) =>
  madeOf({ trait: `predicted.${name}` }).chain(({ value, of }) =>
    sides(limitOf(name).map((limit) => (Number.isFinite(of(limit)) ? of(limit) : 1))).map((is) => ({ value, is })),
  ),
);

/** Every kind of condition about predictions. */
export const predictionsIn = (scene: Scene): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 6, arbitrary: predictedNumber.chain(numberOf) },
    { weight: 2, arbitrary: nextOrder(scene) },
    { weight: 1, arbitrary: overdue },
    { weight: 2, arbitrary: tier },
    { weight: 2, arbitrary: madeOfPrediction },
  );

/** Predicted traits by path, as far as they may be published. */
export const predictedPaths: readonly string[] = [
  ...Object.keys(limits).map((name) => `predicted.${name}`),
  'predicted.nextOrderAt',
  'predicted.overdue',
  'predicted.tier',
];
