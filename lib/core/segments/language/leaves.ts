import type { ConditionSource } from './language.ts';

/** A condition without conditions in it. */
export type LeafCondition = Exclude<
  ConditionSource,
  { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }
>;

/** A leaf condition and where it stands below its segment's `when`, as `['all', '1', 'not']`. */
export interface FoundLeaf {
  readonly condition: LeafCondition;
  readonly path: readonly string[];
}

const childrenOf = (
  condition: ConditionSource,
): readonly (readonly [ConditionSource, readonly string[]])[] | undefined => {
  if ('not' in condition) return [[condition.not, ['not']]];
  if ('all' in condition) return condition.all.map((child, index) => [child, ['all', String(index)]]);
  if ('any' in condition) return condition.any.map((child, index) => [child, ['any', String(index)]]);
  return undefined;
};

/** All leaves of a condition, in order. */
export const leavesOf = (condition: ConditionSource, path: readonly string[] = []): readonly FoundLeaf[] =>
  childrenOf(condition)?.flatMap(([child, step]) => leavesOf(child, [...path, ...step])) ?? [
    { condition: condition as LeafCondition, path },
  ];
