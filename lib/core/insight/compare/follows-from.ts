import { isOneThing } from '../definition/says-the-same.ts';
import { hasItem, type Item, type ItemProfile } from '../items/item-profile.ts';
import type { Finding } from './finding.ts';

/** Whether one finding says little more than another. */
export type FollowsFrom = (finding: Finding, above: Finding) => boolean;

/** The items of samples of two groups. */
export interface ProfileSamples {
  readonly members: readonly ItemProfile[];
  readonly others: readonly ItemProfile[];
}

/** In each stratum of the finding above (it holds, it does not, it is not known): how many have the item, and how many are known. */
type Strata = Readonly<Record<'true' | 'false' | 'undefined', { having: number; known: number }>>;

const emptyStrata = (): Strata => ({
  true: { having: 0, known: 0 },
  false: { having: 0, known: 0 },
  undefined: { having: 0, known: 0 },
});

/** Whether each of a sample has an item; undefined where it is not known. */
type Having = readonly (boolean | undefined)[];

const stratified = (having: Having, above: Having): Strata => {
  const strata = emptyStrata();
  for (const [place, has] of having.entries()) {
    if (has === undefined) continue;
    const stratum = strata[`${above[place]}`];
    stratum.known += 1;
    stratum.having += has ? 1 : 0;
  }
  return strata;
};

/** Looks once at each item, however many others it is compared with. */
const havingIn = ({ members, others }: ProfileSamples) => {
  const looked = new Map<string, readonly [members: Having, others: Having]>();
  return (item: Item): readonly [members: Having, others: Having] => {
    const key = JSON.stringify([item.trait, item.key]);
    const of = (group: readonly ItemProfile[]): Having => group.map((profile) => hasItem(profile, item));
    const having = looked.get(key) ?? [of(members), of(others)];
    looked.set(key, having);
    return having;
  };
};

/** The fewest people, as they weigh in strata that hold both groups, by whom a lift can be told. */
const fewestPeople = 10;

/** ln of the ratio of shares over strata (Mantel and Haenszel 1959); undefined where hardly any stratum holds people of both groups. */
const logLift = (members: Strata, others: Strata): number | undefined => {
  let [own, their] = [0, 0];
  for (const name of ['true', 'false', 'undefined'] as const) {
    const [one, other] = [members[name], others[name]];
    const people = one.known + other.known;
    if (people === 0) continue;
    own += (one.having * other.known) / people;
    their += (other.having * one.known) / people;
  }
  // Half a person on each side keeps an item that one group does not have at all comparable.
  return own + their < fewestPeople ? undefined : Math.log((own + 0.5) / (their + 0.5));
};

const whole = (strata: Strata): Strata => ({
  ...emptyStrata(),
  true: {
    having: strata.true.having + strata.false.having + strata.undefined.having,
    known: strata.true.known + strata.false.known + strata.undefined.known,
  },
});

/**
 * Tells by samples whether a finding follows from another: it is of a trait that says the same, or among people who are alike in that one, its lift (as a
 * logarithm) is less than half of what it is.
 */
export const followsFromIn = (samples: ProfileSamples): FollowsFrom => {
  const havingOf = havingIn(samples);
  return (finding, above) => {
    if (finding.trait !== above.trait && isOneThing(finding.trait, above.trait)) return true;
    const [members, others] = havingOf(finding);
    const [membersAbove, othersAbove] = havingOf(above);
    const [own, their] = [stratified(members, membersAbove), stratified(others, othersAbove)];
    const [lift, given] = [logLift(whole(own), whole(their)), logLift(own, their)];
    return lift !== undefined && given !== undefined && given / lift < 1 / 2;
  };
};
