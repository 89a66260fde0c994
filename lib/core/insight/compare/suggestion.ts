import type { ConditionSource } from '../../segments/language/language.ts';
import { hasItem, type ItemProfile } from '../items/item-profile.ts';
import { valueOf, type Items } from '../items/items.ts';
import type { ComparePlan } from './compare-groups.ts';
import type { Finding } from './finding.ts';

/** The most conditions that are joined: more than three confuse. */
const mostConditions = 3;

const isMet = (profile: ItemProfile, conditions: readonly Finding[]): boolean =>
  conditions.every((condition) => hasItem(profile, condition) === true);

/** How many of each sample meet all conditions. */
const metIn = ({ samples }: ComparePlan, conditions: readonly Finding[]) => {
  const { members, others } = samples();
  const countOf = (profiles: readonly ItemProfile[]): number =>
    profiles.filter((profile) => isMet(profile, conditions)).length;
  return { members: countOf(members), others: countOf(others) };
};

type Met = ReturnType<typeof metIn>;

/** Half a person stands for a group in which nobody meets them. */
const ratioOf = ({ members, others }: Met): number => members / (others + 0.5);

/** Whether a further condition tells members better from others and still holds of half of those whom the others hold of. */
const isBetter = (met: Met, before: Met): boolean =>
  met.members * 2 >= before.members && ratioOf(met) > ratioOf(before);

/** The findings that are joined: the strongest that members have more often, with those below it that make it stronger. */
const joinedOf = (findings: readonly Finding[], plan: ComparePlan): readonly Finding[] => {
  const [first, ...more] = findings.filter(({ effect }) => effect > 0);
  if (first === undefined) return [];
  let joined: readonly Finding[] = [first];
  for (const finding of more) {
    if (joined.length === mostConditions) break;
    const next = [...joined, finding];
    if (isBetter(metIn(plan, next), metIn(plan, joined))) joined = next;
  }
  return joined;
};

const conditionOf = (items: Items, { trait, key }: Finding): ConditionSource => {
  const own = items[trait] ?? { values: [] };
  const value = valueOf(own, key);
  if (typeof value === 'object') return { trait, is: value };
  return { trait, is: own.isList ? { contains: value } : { eq: value } };
};

/** The condition that the strongest findings make; undefined where members have nothing more often. */
export const suggestedCondition = (findings: readonly Finding[], plan: ComparePlan): ConditionSource | undefined => {
  const conditions = joinedOf(findings, plan).map((finding) => conditionOf(plan.items, finding));
  const [only] = conditions;
  return conditions.length === 1 ? only : conditions.length === 0 ? undefined : { all: conditions };
};
