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
import { conditionOf, factLeaf, factName, type FactLeaf } from './facts.ts';

/** What a fact is compared with; durations are numbers of milliseconds. */
export type Operand = string | number | boolean | readonly (string | number | boolean)[];

/** How a language of rules says what a condition is made of. */
export interface Language<Said> {
  /** Says one comparison of a fact, for each operator that the language has; a comparison with a fact that is null is false. */
  readonly comparisons: Readonly<Partial<Record<OperatorName, (fact: string, operand: Operand) => Said>>>;
  /** Says that several hold together, never one alone. */
  readonly all: (parts: readonly Said[]) => Said;
  /** Says that at least one holds, never of one alone. */
  readonly any: (parts: readonly Said[]) => Said;
  readonly not: (part: Said) => Said;
  /** Refers to another segment; where it is not there, the condition of that one stands in its place. */
  readonly segment?: (key: string) => Said;
}

const operandOf = (fact: string, { name, operand }: Comparison): Operand => {
  if (isPercentile(operand))
    throw new Error(`Cannot say a percentile of ${fact} as a rule: the rule engine has no model`);
  if (typeof operand === 'object' && 'days' in operand)
    throw new Error(`Cannot say ${name} of ${operand.days} as a rule: the rule engine does not calculate`);
  if (operators[name].on !== 'instant') return operand;
  const length = parseDuration(String(operand));
  if (length !== undefined) return length;
  throw new Error(`Cannot say ${name} of ${String(operand)} as a rule: it is not a duration`);
};

const comparedIn = (leaf: FactLeaf): TraitOperators => {
  if (leaf.form === 'followedBy' || leaf.form === 'notFollowedBy') return { eq: true };
  if (leaf.is.fold) throw new Error('Cannot say "fold" as a rule: the rule engine compares texts as they are');
  return leaf.is;
};

const joined = <Said>(parts: readonly Said[], join: (parts: readonly Said[]) => Said): Said =>
  parts.length === 1 ? (parts[0] as Said) : join(parts);

const sayLeaf = <Said>({ comparisons, all }: Language<Said>, leaf: FactLeaf): Said => {
  const fact = factName(leaf);
  const said = comparisonsIn(comparedIn(leaf)).map((comparison) => {
    const say = comparisons[comparison.name];
    if (!say) throw new Error(`Cannot say ${comparison.name} as a rule: the rule engine knows no such operator`);
    return say(fact, operandOf(fact, comparison));
  });
  return joined(said, all);
};

/**
 * Says the conditions of a catalogue in a language of rules, a fact for each value that they compare.
 *
 * @returns each segment's key and its condition, the consent that it requires included, in the catalogue's order.
 * @throws {Error} where a segment asks for what the language cannot say.
 */
export const saySegments = <Said>(
  source: CatalogueSource,
  language: Language<Said>,
): readonly (readonly [key: string, said: Said])[] => {
  const segmentSaid = (key: string): Said => {
    const segment = source.segments.find((one) => one.key === key);
    if (!segment) throw new Error(`Cannot say the segment ${key} as a rule: there is none`);
    return say(conditionOf(segment, source));
  };
  const say = (condition: Condition): Said => {
    switch (condition.form) {
      case 'all':
        return joined(condition.parts.map(say), language.all);
      case 'any':
        return joined(condition.parts.map(say), language.any);
      case 'not':
        return language.not(say(condition.part));
      case 'segment':
        return (language.segment ?? segmentSaid)(condition.segment);
      case 'trait':
      case 'value':
      case 'count':
      case 'aggregate':
      case 'followedBy':
      case 'notFollowedBy':
        return sayLeaf(language, factLeaf(condition));
      default:
        return condition satisfies never;
    }
  };
  return source.segments.map(({ key }) => [key, segmentSaid(key)]);
};
