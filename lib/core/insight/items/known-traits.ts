import { day } from '../../time/duration.ts';
import { instantOf } from '../../time/instant-of.ts';
import type { Instant } from '../../time/instant.ts';
import { computedTraits } from '../../profile/computed-traits.ts';
import type { ComputedTrait } from '../../profile/computed-trait.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Catalogue } from '../../segments/compile/catalogue.ts';

/** A value that is one of several, rather than more or less than another. */
export type PlainValue = string | boolean;

/** What is known of a person in one trait: a number, how many days something is ago, or one or several plain values. */
export type Known =
  | { readonly form: 'number' | 'ago'; readonly number: number }
  | { readonly form: 'values'; readonly values: readonly PlainValue[]; readonly isList?: true };

/** Takes what is known of a person, trait by trait. */
export type TakeKnown = (path: string, known: Known) => void;

/** Reads everything that is known of a person at an instant. */
export type ReadKnown = (state: CustomerState, now: Instant, take: TakeKnown) => void;

/** Traits that another says better: the age, the amount of the income, numbers of orders and days rather than scores of them. */
const leftOut: ReadonlySet<string> = new Set([
  'demographic.birthDate',
  'demographic.birthYear',
  'demographic.income',
  'orders.days',
  'rfm.recency',
  'rfm.frequency',
  'rfm.monetary',
]);

/** The instants that say something of their own: the first and last events of any kind are mostly these. */
const instants: ReadonlySet<string> = new Set(['orders.firstAt', 'orders.lastAt', 'visits.firstAt', 'visits.lastAt']);

type Computed = readonly [path: string, trait: ComputedTrait];

/** Lists of values with their counts are left out: the most frequent value stands for them. */
const isRead = ([path, { kind }]: Computed): boolean =>
  !leftOut.has(path) && kind !== 'counts' && (kind !== 'instant' || instants.has(path));

const readTraits: readonly Computed[] = Object.entries<ComputedTrait>(computedTraits).filter(isRead);

const isPlain = (value: unknown): value is PlainValue => typeof value === 'string' || typeof value === 'boolean';

/** The known of any value of JSON; undefined for one that cannot be compared, such as a date or an object. */
const knownIn = (value: unknown, { calendar }: Catalogue): Known | undefined => {
  if (typeof value === 'number') return { form: 'number', number: value };
  if (typeof value === 'boolean') return { form: 'values', values: [value] };
  if (typeof value === 'string')
    return Number.isNaN(instantOf(value, calendar)) ? { form: 'values', values: [value] } : undefined;
  if (!Array.isArray(value) || !value.every(isPlain) || value.length === 0) return undefined;
  return { form: 'values', values: [...new Set(value)], isList: true };
};

interface Income {
  readonly amount: number;
  readonly currency: string;
}

const takeGiven = (catalogue: Catalogue, { profile: { given } }: CustomerState, take: TakeKnown): void => {
  for (const path of Object.keys(given)) {
    const known = leftOut.has(path) ? undefined : knownIn(given[path]?.[0], catalogue);
    if (known) take(path, known);
  }
  const income = given['demographic.income']?.[0] as Income | null | undefined;
  if (income?.currency === catalogue.currency)
    take('demographic.income.amount', { form: 'number', number: income.amount });
};

/** The known of a computed trait of the contract. */
const knownOf = (trait: ComputedTrait, { profile }: CustomerState, { catalogue, now }: Terms): Known | undefined => {
  if (trait.kind !== 'instant') return knownIn(trait.read(profile, now, catalogue), catalogue);
  const at = trait.instant?.(profile);
  return at === undefined ? undefined : { form: 'ago', number: (now - at) / day };
};

interface Terms {
  readonly catalogue: Catalogue;
  readonly now: Instant;
}

/** Reads what is known of people, by the traits of the contract, predictions, and the catalogue's own. */
export const readKnown =
  (catalogue: Catalogue): ReadKnown =>
  (state, now, take) => {
    takeGiven(catalogue, state, take);
    for (const [path, trait] of readTraits) {
      const known = knownOf(trait, state, { catalogue, now });
      if (known) take(path, known);
    }
    for (const [path, { valueAt }] of catalogue.shown) {
      const known = knownIn(valueAt(state, now), catalogue);
      if (known) take(path, known);
    }
  };
