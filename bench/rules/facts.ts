import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { explain } from '#lib/core/segments/explain/explain.ts';
import { consentGiven, type Condition, type LeafCondition } from '#lib/core/segments/language/condition.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { leavesOf } from '#lib/core/segments/language/leaves.ts';
import { measuredBy } from '#lib/core/segments/language/measured.ts';
import { comparisonsIn, operators } from '#lib/core/segments/language/operators.ts';
import { parseCondition } from '#lib/core/segments/language/parse-condition.ts';
import { phraseLeaf } from '#lib/core/segments/language/phrase.ts';
import { requirementOf } from '#lib/core/segments/language/requirement.ts';
import type { PersonsEvent } from '../data/shop-events.ts';

/** What a rule engine is given of one person at one instant: the value that each leaf compares, null where there is none. */
export type Facts = Readonly<Record<string, unknown>>;

/** A state at an instant. */
type View = Parameters<typeof explain>[1];

/** A leaf that compares a value of its own; membership of another segment is decided by the rules themselves. */
export type FactLeaf = Exclude<LeafCondition, { readonly form: 'segment' | 'value' }>;

/**
 * A leaf that the rule engine can be given a fact for.
 *
 * @throws {Error} for a number that is worked out: the rule engine does not calculate.
 */
export const factLeaf = (leaf: Exclude<LeafCondition, { readonly form: 'segment' }>): FactLeaf => {
  if (leaf.form === 'value')
    throw new Error(`Cannot say ${phraseLeaf(leaf)} as a rule: the rule engine does not calculate`);
  return leaf;
};

/** One value that leaves compare. */
interface Fact {
  readonly name: string;
  /** A leaf that observes it. */
  readonly leaf: FactLeaf;
  /** Instants are given as their age in milliseconds, since a rule engine has no clock. */
  readonly isAge: boolean;
}

/** Whether a leaf asks for the age of an instant. */
const asksForAge = (leaf: FactLeaf): boolean =>
  leaf.form === 'trait' && comparisonsIn(leaf.is).some(({ name }) => operators[name].on === 'instant');

/** Leaves that compare the same value share the fact; what they compare it with is left out. */
const comparedValue = (leaf: FactLeaf): string => {
  if (leaf.form === 'trait') return asksForAge(leaf) ? `${leaf.trait} age` : leaf.trait;
  return JSON.stringify(measuredBy(leaf));
};

/** The name of the fact that a leaf compares, such as `orders_lastAt_age`: letters, digits and underscores, as expressions need. */
export const factName = (leaf: FactLeaf): string =>
  comparedValue(leaf)
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');

/** A leaf as its JSON. */
const jsonOf = (leaf: FactLeaf): object => {
  switch (leaf.form) {
    case 'trait':
      return { trait: leaf.trait, is: leaf.is };
    case 'count':
      return { ...measuredBy(leaf), times: leaf.is };
    case 'aggregate':
      return { ...measuredBy(leaf), is: leaf.is };
    case 'followedBy':
    case 'notFollowedBy':
      return measuredBy(leaf);
    default:
      return leaf satisfies never;
  }
};

/** A segment's condition, the consent that it requires included. */
export const conditionOf = (segment: Segment, source: CatalogueSource): Condition => {
  const own = parseCondition(segment.when);
  const requires = requirementOf(segment, source);
  return requires ? { form: 'all', parts: [own, consentGiven(requires.consent)] } : own;
};

const factsIn = (source: CatalogueSource): readonly Fact[] => {
  const conditions = source.segments.map((segment) => conditionOf(segment, source));
  const leaves = conditions.flatMap((condition) => leavesOf(condition).map((leaf) => leaf.condition));
  const facts = new Map<string, Fact>();
  for (const leaf of leaves.filter(({ form }) => form !== 'segment').map((one) => factLeaf(one as FactLeaf))) {
    const name = factName(leaf);
    const known = facts.get(name);
    if (known && comparedValue(known.leaf) !== comparedValue(leaf))
      throw new Error(
        `Cannot name a fact ${name}: it would be ${comparedValue(known.leaf)} and ${comparedValue(leaf)}`,
      );
    facts.set(name, { name, leaf, isAge: asksForAge(leaf) });
  }
  return [...facts.values()];
};

const valueOf = (observed: unknown, at: number, { isAge }: Fact): unknown =>
  isAge && typeof observed === 'string' ? at - Date.parse(observed) : (observed ?? null);

/**
 * The facts after each of the last so many events, of the event's own person at the event's own arrival: made by Patron itself, from a
 * catalogue in which each leaf is a segment alone, and asked for what it observes.
 */
export const factsOf = (
  source: CatalogueSource,
  events: readonly PersonsEvent[],
  last: number = events.length,
): readonly Facts[] => {
  const facts = factsIn(source);
  // Each fact is asked for by a segment without the consent that a catalogue may require.
  const { requires: _, ...terms } = source;
  const observing = compile({
    ...terms,
    segments: facts.map(({ leaf }, index) => ({ key: `fact-${index}`, when: jsonOf(leaf) })),
  });
  const states = new Map<string, CustomerState>();
  const factsAt = ({ condition, key }: CompiledSegment, view: View): readonly [string, unknown] => {
    const fact = facts[Number(key.slice('fact-'.length))] as Fact;
    return [fact.name, valueOf(explain(condition, view, view)[0]?.observed, view.at, fact)];
  };
  const first = events.length - last;
  return events.flatMap(({ person, arrived }, index) => {
    const { state } = apply(observing, states.get(person), arrived);
    states.set(person, state);
    const view = { state, at: state.clock };
    return index < first ? [] : [Object.fromEntries(observing.segments.map((segment) => factsAt(segment, view)))];
  });
};
