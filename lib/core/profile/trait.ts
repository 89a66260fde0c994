import { ageAt, birthday, birthOn, bornIn, type Birth } from '../time/age.ts';
import type { Instant } from '../time/instant.ts';
import { computedTraits, instantTraits, otherCurrency, type ReadTrait } from './computed-traits.ts';
import type { RfmThresholds } from './rfm.ts';
import { recencyAfter, recencyFalls } from './rfm.ts';
import type { Profile } from './state.ts';

/** One trait, ready to be read at any instant. */
export interface Trait {
  readonly path: string;
  readonly read: ReadTrait;
  /** The value as a number, of a computed trait that is an instant. */
  readonly instant?: (profile: Profile) => Instant | undefined;
  /** The parts of the profile that it is read from. */
  readonly dependsOn: readonly string[];
  /** Instants at which time alone changes the value, as far as comparisons with these numbers can tell; absent where it never does. */
  readonly changesAt?: (operands: readonly number[]) => (profile: Profile) => readonly Instant[];
  /** Set where the value depends on nothing but the time gone by since an instant. */
  readonly elapsed?: ElapsedTrait;
}

/** A trait that is a step function of the time gone by since another. */
interface ElapsedTrait {
  /** The path of the trait that is the instant. */
  readonly since: string;
  /** After how many milliseconds the value changes. */
  readonly steps: (rfm: RfmThresholds) => readonly number[];
  readonly valueAfter: (elapsed: number, rfm: RfmThresholds) => unknown;
}

const birthPaths = ['demographic.birthDate', 'demographic.birthYear'] as const;

const birthOf = ({ given }: Profile): Birth | undefined => {
  const date = given['demographic.birthDate']?.[0] as string | undefined;
  const year = given['demographic.birthYear']?.[0] as number | undefined;
  if (date !== undefined) return birthOn(date);
  return year === undefined ? undefined : bornIn(year);
};

export const ageTrait: Trait = {
  path: 'demographic.age',
  dependsOn: birthPaths,
  read: (profile, now) => {
    const birth = birthOf(profile);
    return birth && ageAt(birth, now);
  },
  // Between two operands no comparison changes, so only the ages around each of them matter.
  changesAt: (operands) => {
    const ages = operands.flatMap((operand) => [Math.ceil(operand), Math.floor(operand) + 1]);
    return (profile) => {
      const birth = birthOf(profile);
      return birth ? ages.map((years) => birthday(birth, years)) : [];
    };
  },
};

const computed = (path: string, read: ReadTrait): Trait => ({
  path,
  read,
  ...(instantTraits[path] && { instant: instantTraits[path] }),
  dependsOn: path.startsWith('rfm.') ? ['orders'] : [path.split('.')[0] as string],
  ...(path === 'rfm.recency' && {
    elapsed: { since: 'orders.lastAt', steps: recencyFalls, valueAfter: recencyAfter },
  }),
});

const given = (path: string, part?: string): Trait => ({
  path: part === undefined ? path : `${path}.${part}`,
  dependsOn: [path],
  read: (profile) => {
    const value = profile.given[path]?.[0];
    return part === undefined ? value : (value as Record<string, unknown> | undefined)?.[part];
  },
});

const otherCurrencyTrait = (path: string, [currency, part]: readonly [string, string | undefined]): Trait => ({
  path,
  dependsOn: ['orders'],
  read: (profile) => {
    const amounts = otherCurrency(profile, currency);
    return part === undefined ? amounts : amounts?.[part as 'count' | 'revenue'];
  },
});

const otherCurrencyPath = /^orders\.otherCurrencies\.([A-Z]{3})(?:\.(count|revenue))?$/;
const incomePart = /^(demographic\.income)\.(amount|currency)$/;
const openGroup = /^(custom|consent)\../;

/** A part of an object: of the income, or of the amounts in another currency. */
const partOf = (path: string): Trait | undefined => {
  const [, currency, amount] = otherCurrencyPath.exec(path) ?? [];
  if (currency !== undefined) return otherCurrencyTrait(path, [currency, amount]);
  const [, income, part] = incomePart.exec(path) ?? [];
  return income === undefined ? undefined : given(income, part);
};

/** Finds a trait by its path, `isGiven` telling which paths `CustomerDescribed` can carry; undefined for no trait of the contract. */
export const traitAt = (path: string, isGiven: (path: string) => boolean): Trait | undefined => {
  if (path === ageTrait.path) return ageTrait;
  const read = Object.hasOwn(computedTraits, path) ? computedTraits[path] : undefined;
  if (read) return computed(path, read);
  return openGroup.test(path) || isGiven(path) ? given(path) : partOf(path);
};
