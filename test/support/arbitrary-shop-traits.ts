import * as fc from 'fast-check';
import type { Catalogue, Condition, ShopTrait, Value } from '#test/oracle/catalogue.ts';
import type { Fields } from './arbitrary-fields.ts';
import { optional, present } from './arbitrary-parts.ts';
import { measuredNumber, valuesIn, type Language } from './arbitrary-selections.ts';
import { vocabulary } from './vocabulary.ts';

/** What a catalogue computes of its own, and what conditions may ask of it. */
export interface ShopTraits {
  readonly traits: Exclude<Catalogue['traits'], undefined>;
  readonly asked: Fields;
  /** The paths of those that are numbers. */
  readonly numbers: readonly string[];
}

/** Traits that are numbers, some of which stay for ever, some of which change with time, and some of which are absent. */
const numberTraits = [
  'orders.count',
  'orders.days',
  'orders.revenue',
  'orders.average',
  'orders.refundRate',
  'visits.count',
  'feedback.nps',
  'demographic.age',
  'demographic.householdSize',
  'bucket.spring',
  'custom.gift',
];

const operands = [-1, 0, 0.5, 1, 2, 3, 4, 10, 30, 500, 1000, 2000, 5000];

/** Numbers that are worked out, of traits and of selections. */
const valueIn = (language: Language, numbers: readonly string[], depth = 0): fc.Arbitrary<Value> => {
  const leaf: fc.Arbitrary<Value> = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 0.5, 1, 2, 10) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...numberTraits, ...numbers, ...numbers, ...numbers).map((trait) => ({ trait })),
    },
    { weight: 4, arbitrary: measuredNumber(language) },
  );
  if (depth < 0) return leaf;
  const part = valueIn(language, numbers, depth - 1);
  const parts = fc.array(part, { minLength: 2, maxLength: 3 });
  const two = fc.tuple(part, part);
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 2, arbitrary: parts.map((plus) => ({ plus })) },
    { weight: 2, arbitrary: two.map((minus) => ({ minus })) },
    { weight: 2, arbitrary: parts.map((times) => ({ times })) },
    { weight: 2, arbitrary: two.map((dividedBy) => ({ dividedBy })) },
  );
};

/** Some a step deeper than most, of which more are absent. */
const anyValue = (language: Language, numbers: readonly string[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 3, arbitrary: valueIn(language, numbers) },
    { weight: 1, arbitrary: valueIn(language, numbers, 1) },
  );

/** A number that is worked out is compared. */
export const compared = (language: Language, numbers: readonly string[]): fc.Arbitrary<Condition> =>
  fc.record({ value: anyValue(language, numbers), is: language.asked.number(operands) });

const atMost = optional(fc.constantFrom(1, 2, 3, 20));

interface Named {
  readonly name: string;
  readonly of: ShopTrait;
  readonly is: Fields[string];
  readonly isNumber: boolean;
}

export type Unnamed = Omit<Named, 'name'>;

const textFields = ['text', 'topics', 'answers.again', 'custom.renewal', 'kind'];

export const mostFrequent = (language: Language): fc.Arbitrary<Unnamed> =>
  valuesIn(language).map(({ of, field, is }) => ({ of: { ...of, mostFrequent: field }, is, isNumber: false }));

export const lists = (language: Language): fc.Arbitrary<Unnamed> => {
  const { list } = language.asked;
  const held = [...vocabulary.category, ...vocabulary.sku, ...vocabulary.topic];
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: valuesIn(language).map(({ of, field }) => ({ ...of, list: field })) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('text', 'topics').map((field) => ({ performed: 'FeedbackGiven', list: field })),
        },
      ),
      atMost,
    )
    .map(([of, most]) => ({ of: present<ShopTrait>({ ...of, atMost: most }), is: list(held), isNumber: false }));
};

/** Some fields of a selection, with one that is long. */
export const latest = (language: Language): fc.Arbitrary<Unnamed> =>
  fc.tuple(valuesIn(language), fc.boolean(), atMost).chain(([{ of, field }, isLong, most]) => {
    const known = Object.keys(of.each ? language.itemFields : language.fieldsOf[of.performed as 'VisitMade']);
    const other = fc.subarray(isLong && of.performed === 'FeedbackGiven' ? textFields : known, { maxLength: 4 });
    return other.map((fields) => ({
      of: present<ShopTrait>({ ...of, latest: [...new Set([field, ...fields])], atMost: most }),
      is: language.asked.exists,
      isNumber: false,
    }));
  });

const ends = (language: Language): fc.Arbitrary<Unnamed> =>
  fc
    .tuple(valuesIn(language), fc.constantFrom('first', 'last'))
    .map(([{ of, field, is }, name]) => ({ of: { ...of, [name]: field }, is, isNumber: false }));

/** Dates and instants, which are compared with now. */
export const moments = (language: Language): fc.Arbitrary<Unnamed> =>
  fc
    .tuple(
      valuesIn(language),
      fc.constantFrom('first', 'last', 'mostFrequent'),
      fc.constantFrom('local.date', 'custom.renewal'),
    )
    .map(([{ of }, name, field]) => ({ of: { ...of, [name]: field }, is: language.asked.moment, isNumber: false }));

const traitOf = (language: Language, numbers: readonly string[]): fc.Arbitrary<Unnamed> => {
  const is = language.asked.number(operands);
  return fc.oneof(
    { weight: 3, arbitrary: measuredNumber(language).map((of) => ({ of, is, isNumber: true })) },
    { weight: 3, arbitrary: anyValue(language, numbers).map((value) => ({ of: { value }, is, isNumber: true })) },
    { weight: 2, arbitrary: ends(language) },
    { weight: 2, arbitrary: moments(language) },
    { weight: 2, arbitrary: mostFrequent(language) },
    { weight: 2, arbitrary: lists(language) },
    { weight: 3, arbitrary: latest(language) },
  );
};

const names = ['spend90', 'constructor', 'A', 'toString', 'last_seen_where'];

/** Up to five traits, the values among them of those before, in whatever order they stand. */
export const shopTraitsIn = (language: Language): fc.Arbitrary<ShopTraits> =>
  fc
    .nat({ max: names.length })
    .chain((count) =>
      fc.tuple(
        ...names.slice(0, count).map((name, index) => {
          const before = names.slice(0, index).map((other) => `computed.${other}`);
          return traitOf(language, before).map((of): Named => ({ name, ...of }));
        }),
      ),
    )
    .chain((named) => fc.shuffledSubarray(named, { minLength: named.length }))
    .map((named) => ({
      traits: Object.fromEntries(named.map(({ name, of }) => [name, of])),
      asked: Object.fromEntries(named.map(({ name, is }) => [`computed.${name}`, is])),
      numbers: named.filter(({ isNumber }) => isNumber).map(({ name }) => `computed.${name}`),
    }));
