import type { Condition, LeafCondition } from './condition.ts';

/** A leaf condition and where it stands below its segment's `when`, such as `['all', '1', 'not']`. */
export interface FoundLeaf {
  readonly condition: LeafCondition;
  readonly path: readonly string[];
}

/** All leaves of a condition, in order. */
export const leavesOf = (condition: Condition, path: readonly string[] = []): readonly FoundLeaf[] => {
  const { form } = condition;
  if (form === 'not') return leavesOf(condition.part, [...path, form]);
  if (form !== 'all' && form !== 'any') return [{ condition, path }];
  return condition.parts.flatMap((part, index) => leavesOf(part, [...path, form, String(index)]));
};
