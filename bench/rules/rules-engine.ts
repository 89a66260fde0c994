import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { parseDuration } from '#lib/core/time/duration.ts';
import type { Condition } from '#lib/core/segments/language/condition.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import {
  comparisonsIn,
  operators,
  type Comparison,
  type OperatorName,
  type TraitOperators,
} from '#lib/core/segments/language/operators.ts';
import { isPercentile } from '#lib/core/segments/language/percentile.ts';
import { conditionOf, factLeaf, factName, type FactLeaf, type Facts } from './facts.ts';

interface RuleComparison {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
}

/** The rule engine's own operators that mean the same, absent values included. */
const ruleOperators: Readonly<Partial<Record<OperatorName, string>>> = {
  eq: 'equal',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  lt: 'lessThan',
  lte: 'lessThanInclusive',
  in: 'in',
  contains: 'contains',
  olderThan: 'greaterThanInclusive',
  newerThan: 'lessThan',
};

const ruleComparison = (fact: string, { name, operand }: Comparison): RuleComparison => {
  const operator = ruleOperators[name];
  if (operator === undefined) throw new Error(`Cannot say ${name} as a rule: the rule engine knows no such operator`);
  if (typeof operand === 'object' && 'days' in operand) {
    throw new Error(`Cannot say ${name} of ${operand.days} as a rule: the rule engine does not calculate`);
  }
  if (isPercentile(operand)) {
    throw new Error(`Cannot say a percentile of ${fact} as a rule: the rule engine has no model`);
  }
  return { fact, operator, value: operators[name].on === 'instant' ? parseDuration(String(operand)) : operand };
};

const comparedIn = (leaf: FactLeaf): TraitOperators => {
  if (leaf.form === 'followedBy' || leaf.form === 'notFollowedBy') return { eq: true };
  if (leaf.is.fold) throw new Error('Cannot say "fold" as a rule: the rule engine compares texts as they are');
  return leaf.is;
};

const ruleOf = (condition: Condition): TopLevelCondition => {
  if (condition.form === 'not') return { not: ruleOf(condition.part) };
  if (condition.form === 'all') return { all: condition.parts.map(ruleOf) };
  if (condition.form === 'any') return { any: condition.parts.map(ruleOf) };
  if (condition.form === 'segment') return { condition: condition.segment };
  const leaf = factLeaf(condition);
  const fact = factName(leaf);
  return { all: comparisonsIn(comparedIn(leaf)).map((comparison) => ruleComparison(fact, comparison)) };
};

/** A leaf of one comparison alone needs no `all` around it, and is decided faster without. */
const simplified = (rule: TopLevelCondition): TopLevelCondition => {
  const simpler = (part: unknown): unknown => {
    const { all, any } = part as { readonly all?: readonly unknown[]; readonly any?: readonly unknown[] };
    if (all?.length === 1) return simpler(all[0]);
    if (all) return { all: all.map(simpler) };
    if (any) return { any: any.map(simpler) };
    return 'not' in (part as object) ? { not: simpler((part as { readonly not: unknown }).not) } : part;
  };
  const made = simpler(rule) as TopLevelCondition | RuleComparison;
  return 'fact' in made ? { all: [made] } : made;
};

/** A catalogue as rules. */
export interface Rules {
  /** Resolves to the keys of the segments that hold, in no promised order. */
  readonly decide: (facts: Facts) => Promise<readonly string[]>;
}

/**
 * Says a catalogue in the rule engine's own words: a rule for each segment, a comparison for each operator of a leaf, and a
 * named condition for each segment that others refer to.
 *
 * @throws {Error} where a segment asks for what the rule engine cannot say.
 */
export const rulesFor = (source: CatalogueSource): Rules => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const segment of source.segments) {
    const conditions = simplified(ruleOf(conditionOf(segment, source)));
    engine.setCondition(segment.key, conditions);
    engine.addRule({ conditions, event: { type: segment.key } });
  }
  return { decide: async (facts) => (await engine.run({ ...facts })).events.map(({ type }) => type) };
};
