import { bandOf, bandOperators, daysLimits, daysOperators, numberLimits, type Limit } from './bands.ts';
import type { Known, PlainValue, TakeKnown } from './known-traits.ts';

/** What is counted of one trait: its bands where it is a number or an instant, and its values. Plain JSON. */
export interface TraitItems {
  readonly number?: readonly Limit[];
  readonly ago?: readonly Limit[];
  /** Keys of values. */
  readonly values: readonly string[];
  /** Whether a person may have several of the values. */
  readonly isList?: true;
}

/** What is counted, by the path of the trait. */
export type Items = Readonly<Record<string, TraitItems>>;

/** A value as a line says it: a plain one, or the operators that hold of a band. */
export type ItemValue = PlainValue | Readonly<Record<string, number | string>>;

/** The key of a plain value; that of a band is `number:2` or `ago:0`. */
const keyOfValue = (value: PlainValue): string => JSON.stringify(value);

/** Of these keys an object can be made: each begins with a quote, or with a form. */
const bandKey = (form: 'number' | 'ago', band: number): string => `${form}:${band}`;

/** The key of having any of what most have none of. */
const someKey = 'number:some';

/** Whether a number is 0 for so many that having some of it is worth a word, whichever band it is in. */
const hasSome = ([first, ...more]: readonly Limit[] = []): boolean =>
  first?.at === 0 && first.isAbove === true && more.length > 0;

interface Seen {
  readonly number: number[];
  readonly ago: number[];
  readonly values: Set<string>;
  isList?: true;
}

const see = (seen: Seen, known: Known): void => {
  if (known.form !== 'values') {
    seen[known.form].push(known.number);
    return;
  }
  for (const value of known.values) seen.values.add(keyOfValue(value));
  if (known.isList) seen.isList = true;
};

const itemsOf = ({ number, ago, values, isList }: Seen): TraitItems => ({
  ...(number.length > 0 && { number: numberLimits(number) }),
  ...(ago.length > 0 && { ago: daysLimits(ago) }),
  values: [...values].sort(),
  ...(isList && { isList }),
});

/** A walk over what is known of some people. */
export type Walk = (take: TakeKnown) => void;

/**
 * Finds what to count: bands of the numbers of everybody, and the values of anybody.
 *
 * @param everybody - a sample of everybody, of whose numbers the bands are made.
 * @param groups - samples of the groups to compare, whose values are counted.
 */
export const findItems = (everybody: Walk, groups: Walk): Items => {
  const traits = new Map<string, Seen>();
  const seenOf = (path: string): Seen => {
    const seen = traits.get(path) ?? { number: [], ago: [], values: new Set() };
    traits.set(path, seen);
    return seen;
  };
  everybody((path, known) => known.form !== 'values' && see(seenOf(path), known));
  groups((path, known) => known.form === 'values' && see(seenOf(path), known));
  return Object.fromEntries([...traits].map(([path, seen]) => [path, itemsOf(seen)]));
};

/** The keys of the items that hold of a person in one trait; undefined where the trait is not counted in this form. */
export const keysOf = (items: TraitItems | undefined, known: Known): readonly string[] | undefined => {
  if (items === undefined) return undefined;
  if (known.form === 'values') return known.values.map(keyOfValue);
  const limits = items[known.form];
  if (limits === undefined) return undefined;
  const key = bandKey(known.form, bandOf(limits, known.number));
  return known.form === 'number' && known.number > 0 && hasSome(limits) ? [key, someKey] : [key];
};

const bandForm = /^(number|ago):(\d+)$/;

/** The keys of all items of a trait; a trait that is the same for everybody has none. */
export const allKeys = (items: TraitItems): readonly string[] => [
  ...(['number', 'ago'] as const).flatMap((form) => {
    const limits = items[form] ?? [];
    return limits.length === 0 ? [] : Array.from({ length: limits.length + 1 }, (_, band) => bandKey(form, band));
  }),
  ...(hasSome(items.number) ? [someKey] : []),
  ...items.values,
];

/** The value of a key. */
export const valueOf = (items: TraitItems, key: string): ItemValue => {
  if (key === someKey) return { gt: 0 };
  const [, form, band] = bandForm.exec(key) ?? [];
  if (form === undefined) return JSON.parse(key) as PlainValue;
  return form === 'number'
    ? bandOperators(items.number ?? [], Number(band))
    : daysOperators(items.ago ?? [], Number(band));
};

/** Whether an item is a band with others on either side: to have it less often says nothing that a person would say. */
export const isMiddleBand = (items: TraitItems, key: string): boolean => {
  const [, form, band] = bandForm.exec(key) ?? [];
  if (form === undefined) return false;
  const limits = items[form as 'number' | 'ago'] ?? [];
  return Number(band) > 0 && Number(band) < limits.length;
};

/** Whether an item is to have some of what many have none of, or to have none of it: the one less often is the other more often. */
export const isSomeOrNone = (items: TraitItems, key: string): boolean =>
  hasSome(items.number) && (key === someKey || key === bandKey('number', 0));
