import fc from 'fast-check';
import type * as z from 'zod/mini';
import { formOf, ruleOf, type FieldForm } from '#events/forms/form.ts';

const emoji = '😀';
const lengths = [0, 1, 128, 129, 255, 256, 257, 5_000, 5_001, 9_999, 10_000, 10_001];
const texts = ['x', 'é', emoji, '\ud83d', '\0'].flatMap((unit) => lengths.map((length) => unit.repeat(length)));
const mixed = [
  `${emoji.repeat(128)}x`,
  `x${emoji.repeat(127)}x`,
  `${emoji.repeat(4_999)}xx`,
  `${emoji.repeat(4_999)}xxx`,
];

const largest = Number.MAX_SAFE_INTEGER;
const bounds = [0, 1, largest, Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON];
const numbers = [
  ...bounds.flatMap((bound) => [bound, -bound, bound + 1, bound - 1, 1 - bound, bound + 0.5]),
  // As JSON.parse reads 1e400: JSON has no word for it.
  Number.POSITIVE_INFINITY,
];

const lists = [[], [null], [''], ['x'], [[]], [{}], [emoji.repeat(129)], Array.from({ length: 2_000 }, () => 'x')];
const objects = [
  {},
  { min: 1, max: 1 },
  { min: 1, max: 2 },
  { a: null },
  { a: 'x', b: 1, c: [true] },
  { a: ['x', ''] },
];

const two = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));

/** Days near the ends of months, most of all of February, in years of every kind. */
const days = fc
  .tuple(
    fc.constantFrom('0000', '0004', '1900', '2000', '2023', '2024', '2096', '2100', '2400', '9999'),
    fc.oneof(fc.constant('02'), two(0, 13)),
    fc.oneof(fc.constantFrom('28', '29', '30', '31'), two(0, 32)),
  )
  .map((parts) => parts.join('-'));

const clocks = fc.constantFrom('00:00', '23:59', '24:00', '09:60', '9:12', '09:12:00', '09:12:59', '09:12:60');
const rests = fc.constantFrom('', '.000', '.1', '.123456789', '.', ',5');
const offsets = fc.constantFrom('Z', 'z', '', '+00:00', '-23:59', '+24:00', '+01:60', '+0100', 'Z\n');

const instants = fc.tuple(days, fc.constantFrom('T', 't', ' '), clocks, rests, offsets).map((parts) => parts.join(''));

const keys = fc
  .tuple(fc.constantFrom('', '~', 'cust'), fc.constantFrom('', ':', '@', '+', '.', '_', '-', '/', ' ', 'É'))
  .chain(([start, middle]) =>
    fc.constantFrom('', '1', '017', 'A'.repeat(63), 'a'.repeat(64)).map((end) => start + middle + end),
  );

/** A text with one unit more, less or otherwise. */
export const nearTo = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(1), fc.constantFrom('', 'x', '0', ' ', '\n', ':', emoji))
    .map(([at, taken, put]) => text.slice(0, at) + put + text.slice(at + taken));

/** Values of every kind, at the boundaries of all rules. */
export const anything = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, ...lists, ...objects),
  fc.constantFrom<unknown>(...texts, ...mixed),
  fc.constantFrom<unknown>(...numbers),
  days,
  instants,
  keys,
);

const byForm: Readonly<Partial<Record<FieldForm, fc.Arbitrary<unknown>>>> = {
  instant: instants,
  number: fc.constantFrom(...numbers),
  money: fc.constantFrom(...numbers),
  text: fc.constantFrom(...texts, ...mixed),
  boolean: fc.boolean(),
  list: fc.constantFrom<unknown>(...lists),
};

/** Values of the right type for a rule, at its boundaries; most of them fit. */
export const rightFor = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const words = ruleOf(schema)?.json['enum'];
  if (Array.isArray(words)) return fc.constantFrom<unknown>(...words);
  return byForm[formOf(schema)] ?? fc.constantFrom<unknown>(...objects);
};
