import * as fc from 'fast-check';
import type { Operators } from '#test/oracle/catalogue.ts';
import { renewalsIn, type Scene } from './scenes.ts';
import { durations, vocabulary } from './vocabulary.ts';

type Values = readonly (string | number | boolean)[];

/** What a field or trait of one kind is asked. */
export interface Asked {
  readonly number: (values: Values) => fc.Arbitrary<Operators>;
  readonly text: (values: readonly string[]) => fc.Arbitrary<Operators>;
  readonly list: (values: readonly string[]) => fc.Arbitrary<Operators>;
  readonly flag: fc.Arbitrary<Operators>;
  readonly gift: fc.Arbitrary<Operators>;
  readonly exists: fc.Arbitrary<Operators>;
  /** Of a trait that Patron writes. */
  readonly instant: fc.Arbitrary<Operators>;
  /** Of a trait of the shop's that holds dates and instants, written in whatever way. */
  readonly moment: fc.Arbitrary<Operators>;
  readonly date: fc.Arbitrary<Operators>;
  /** The same in `where`, where they are texts. */
  readonly writtenMoment: fc.Arbitrary<Operators>;
}

export const duration = fc.constantFrom(...durations);

const exists: fc.Arbitrary<Operators> = fc.boolean().map((operand) => ({ exists: operand }));

const ordering = (values: Values): fc.Arbitrary<Operators> =>
  fc
    .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), fc.constantFrom(...values))
    .filter(([, operand]) => typeof operand !== 'boolean')
    .map(([name, operand]) => ({ [name]: operand }));

const range = (values: Values): fc.Arbitrary<Operators> =>
  fc.tuple(ordering(values), ordering(values)).map(([one, other]) => ({ ...one, ...other }));

const equality = (values: Values): fc.Arbitrary<Operators> =>
  fc.oneof(
    fc.constantFrom(...values).map((operand) => ({ eq: operand })),
    fc.constantFrom(...values).map((operand) => ({ ne: operand })),
    fc.subarray([...values], { minLength: 1 }).map((operand) => ({ in: operand })),
    fc.subarray([...values], { minLength: 1 }).map((operand) => ({ notIn: operand })),
  );

const number = (values: Values): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 5, arbitrary: ordering(values) },
    { weight: 2, arbitrary: equality(values) },
    { weight: 2, arbitrary: range(values) },
    { weight: 1, arbitrary: exists },
  );

const parts = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    fc.constantFrom(...values).map((operand) => ({ contains: operand.slice(-2) })),
    fc.constantFrom(...values).map((operand) => ({ startsWith: operand.slice(0, 2) })),
  );

const text = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 5, arbitrary: equality(values) },
    { weight: 1, arbitrary: ordering(values) },
    { weight: 2, arbitrary: parts(values) },
    { weight: 1, arbitrary: exists },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((operand) => ({ exists: true, ne: operand })) },
  );

const list = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values).map((operand) => ({ contains: operand })) },
    { weight: 1, arbitrary: exists },
  );

const flag: fc.Arbitrary<Operators> = fc.oneof(equality([true, false]), exists);
const gift: fc.Arbitrary<Operators> = fc.oneof(equality(vocabulary.gift), ordering([7, '7']), exists);

const instant: fc.Arbitrary<Operators> = fc.oneof(
  { weight: 4, arbitrary: duration.map((operand) => ({ olderThan: operand })) },
  { weight: 4, arbitrary: duration.map((operand) => ({ newerThan: operand })) },
  { weight: 2, arbitrary: fc.constant<Operators>({ newerThan: 'P3D', olderThan: 'PT12H' }) },
  { weight: 1, arbitrary: exists },
  { weight: 1, arbitrary: fc.constant<Operators>({ gte: '2027-02-28T00:00:00.000Z' }) },
);

/** What could be asked of old. */
export const plainAsked: Asked = {
  number,
  text,
  list,
  flag,
  gift,
  exists,
  instant,
  moment: exists,
  date: exists,
  writtenMoment: exists,
};

const otherCase = (value: string): string =>
  value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();

/** With the operands in other letters than they are said in. */
export const folding = (values: readonly string[]): fc.Arbitrary<Operators> => {
  const spelt = [...values, ...values.map(otherCase)];
  return fc
    .oneof(
      equality(spelt),
      parts(spelt),
      fc.constantFrom(...spelt).map((operand): Operators => ({ endsWith: operand.slice(-2) })),
    )
    .map((operators) => ({ ...operators, fold: true }));
};

const wideText = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 4, arbitrary: text(values) },
    { weight: 2, arbitrary: folding(values) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((operand) => ({ endsWith: operand.slice(-2) })) },
  );

const wideList = (values: readonly string[]): fc.Arbitrary<Operators> =>
  fc.oneof(
    { weight: 3, arbitrary: list(values) },
    { weight: 2, arbitrary: exists },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...values.map(otherCase))
        .map((operand) => ({ contains: operand, fold: true as const })),
    },
  );

/** So many times a number of days that a person has: short enough to pass, no whole milliseconds, nothing, or below it. */
export const timesDays: fc.Arbitrary<Operators> = fc
  .tuple(
    fc.constantFrom('olderThan', 'newerThan'),
    fc.constantFrom(0.5, 1, 2, 0.0333333, -1),
    fc.constantFrom(
      'orders.averageGapDays',
      'visits.count',
      'orders.count',
      'demographic.householdSize',
      'custom.gift',
    ),
  )
  .map(([name, times, days]) => ({ [name]: { times, days } }));

export const coming: fc.Arbitrary<Operators> = duration.map((operand) => ({ comingWithin: operand }));

export const anniversary: fc.Arbitrary<Operators> = fc
  .constantFrom('P0D', 'P0D', 'PT1H', 'P1D', 'P3D', 'P365D')
  .map((operand) => ({ anniversaryIn: operand }));

export const comparedMoment = (scene: Scene): fc.Arbitrary<Operators> => {
  const renewals = renewalsIn(scene);
  return fc.oneof(
    ordering(renewals),
    fc.tuple(fc.constantFrom('eq', 'ne'), fc.constantFrom(...renewals)).map(([name, operand]) => ({ [name]: operand })),
  );
};

/** What can be asked as well, in the days of a scene. */
export const wideAsked = (scene: Scene): Asked => {
  const renewals = renewalsIn(scene);
  const passing = fc.oneof(instant, timesDays, coming);
  return {
    number,
    text: wideText,
    list: wideList,
    flag,
    gift: fc.oneof({ weight: 3, arbitrary: gift }, { weight: 1, arbitrary: folding(['card', '7']) }),
    exists,
    instant: fc.oneof(
      { weight: 3, arbitrary: instant },
      { weight: 2, arbitrary: timesDays },
      { weight: 1, arbitrary: comparedMoment(scene) },
      { weight: 1, arbitrary: anniversary },
    ),
    moment: fc.oneof(
      { weight: 3, arbitrary: passing },
      { weight: 2, arbitrary: comparedMoment(scene) },
      { weight: 1, arbitrary: equality(renewals) },
      { weight: 2, arbitrary: anniversary },
    ),
    date: fc.oneof(anniversary, comparedMoment(scene), exists),
    writtenMoment: wideText(renewals),
  };
};
