import type { Chance } from '#lib/core/chance.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState, type GivenTrait, type Profile } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { People } from '#lib/use-cases/insight/people.ts';

const day = 86_400_000;
const crowdNow = Date.UTC(2026, 5, 1);

const oneOf = <Value>(chance: Chance, values: readonly Value[]): Value =>
  values[Math.floor(chance() ** 2 * values.length)] as Value;

const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);

const regions = numbered('region', 8);
const cities = numbered('city', 60);
const interests = numbered('interest', 10);
const categories = numbered('category', 12);

/** What somebody is said to be, by path. */
export type Given = Readonly<Record<string, unknown>>;

const givenOf = (given: Given): Profile['given'] =>
  Object.fromEntries(
    Object.entries(given).map(([path, value]): [string, GivenTrait] => [path, [value, crowdNow, 'e-1', 'crm']]),
  );

const ordersOf = (chance: Chance): NonNullable<Profile['orders']> => {
  const count = 1 + Math.floor(-Math.log(1 - chance()) * 2);
  const gross = Math.round(count * 40_00 * Math.exp(chance() - 0.5));
  const lastAt = crowdNow - Math.floor(chance() ** 2 * 400) * day;
  return {
    count,
    discounted: chance() < 0.3 ? 1 : 0,
    gross,
    refunded: chance() < 0.15 ? Math.round(gross / 4) : 0,
    firstAt: lastAt - Math.floor(chance() * 300) * day,
    lastAt,
  };
};

/** What chance makes of somebody: of nobody is everything known. */
const madeUp = (chance: Chance): Profile => ({
  given: givenOf({
    'geographic.country': 'GB',
    'geographic.region': oneOf(chance, regions),
    'geographic.city': oneOf(chance, cities),
    ...(chance() < 0.7 && { 'demographic.gender': chance() < 0.5 ? 'female' : 'male' }),
    ...(chance() < 0.8 && { 'demographic.birthYear': 1940 + Math.floor(chance() * 65) }),
    ...(chance() < 0.6 && { 'psychographic.interests': interests.filter(() => chance() < 0.25) }),
    'custom.tier': oneOf(chance, ['bronze', 'silver', 'gold']),
    'custom.newsletter': chance() < 0.4,
  }),
  orders: ordersOf(chance),
  ...(chance() < 0.5 && { feedback: { count: 1, scores: [Math.floor(chance() * 5) / 4, 1] as const } }),
  tallies: { categories: [[oneOf(chance, categories), 1]] },
});

/** Somebody in a crowd, with what is said of them and the segments that they are in. */
export interface CrowdMember {
  readonly id: string;
  readonly segments?: readonly string[];
  readonly given?: Given;
}

/** Somebody of whom chance makes what is not said. */
export const crowdPerson = (chance: Chance, { id, segments = [], given = {} }: CrowdMember): Person => {
  const profile = madeUp(chance);
  return {
    person: customerKey(id),
    state: {
      ...emptyState,
      clock: crowdNow,
      memberships: Object.fromEntries(segments.map((key) => [key, crowdNow])),
      profile: { ...profile, given: { ...profile.given, ...givenOf(given) } },
    },
  };
};

const source: CatalogueSource = {
  currency: 'GBP',
  segments: [
    { key: 'group', name: 'Group', when: { trait: 'custom.chosen', is: { eq: true } } },
    { key: 'control', name: 'Control', when: { trait: 'custom.control', is: { eq: true } } },
  ],
};

const noRows = async function* noRows(): AsyncGenerator<never> {};

/** A crowd as insight reads it, under a catalogue with the segments `group` and `control`. */
export const peopleOf = (crowd: readonly Person[], minimum: number = 20): People => ({
  everybody: () => crowd,
  store: { ledger: noRows, history: noRows, visitors: noRows },
  catalogue: compile(source),
  minimum,
});
