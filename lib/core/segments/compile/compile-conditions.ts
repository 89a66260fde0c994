import type { RfmThresholds } from '../../profile/rfm.ts';
import type { Trait } from '../../profile/trait.ts';
import { comparedIn } from '../language/aggregate.ts';
import type { Node } from './node.ts';
import { knownTrait } from '../language/known-trait.ts';
import type { CatalogueSource, ConditionSource, Segment } from '../language/language.ts';
import type { Operators } from '../language/operators.ts';
import { inOneShape, measureLeaf, traitLeaf, type Leaf } from './leaf.ts';
import { leavesOf, type LeafCondition } from '../language/leaves.ts';
import { compileMeasure, measureKey, type EventCondition, type Measure } from './measure.ts';
import { numbersIn } from './operators.ts';
import { once } from '../../once.ts';
import { phraseLeaf } from '../language/phrase.ts';

const holdsAtAll: Operators = { eq: true };

/** What a condition over events compares its measure with. */
const operatorsOf = (condition: EventCondition): Operators => {
  if ('followedBy' in condition || 'notFollowedBy' in condition) return holdsAtAll;
  return comparedIn(condition);
};

/** So many newest entries decide every comparison: one more than the largest number compared with. */
const entriesFor = (operators: Operators): number => Math.max(0, ...numbersIn(operators).map(Math.floor)) + 1;

/** Conditions that measure the same. */
interface Measuring {
  readonly conditions: EventCondition[];
  most: number;
}

/** The measure of each condition over events. */
const measureAll = ({ segments, currency }: CatalogueSource): ReadonlyMap<EventCondition, Measure> => {
  const wanted = new Map<string, Measuring>();
  for (const { condition } of segments.flatMap(({ when }) => leavesOf(when))) {
    if (!('performed' in condition)) continue;
    const key = measureKey(condition);
    const measuring = wanted.get(key) ?? { conditions: [], most: 0 };
    wanted.set(key, measuring);
    measuring.conditions.push(condition);
    measuring.most = Math.max(measuring.most, entriesFor(operatorsOf(condition)));
  }
  const measures = new Map<EventCondition, Measure>();
  for (const [key, { conditions, most }] of wanted) {
    const measure = compileMeasure(conditions.at(-1) as EventCondition, { key, most, currency });
    for (const condition of conditions) measures.set(condition, measure);
  }
  return measures;
};

const memberLeaf = (phrase: Leaf['phrase'], key: string): Leaf => ({
  phrase,
  holds: ({ memberships }) => Object.hasOwn(memberships, key),
  observed: ({ memberships }) => Object.hasOwn(memberships, key),
  isApproximate: () => false,
});

/** A leaf, shared by all segments that have the same one, with what it observes. */
export interface SharedLeaf {
  readonly leaf: Leaf;
  readonly measure?: Measure;
  readonly trait?: Trait;
}

/** The condition of a segment, the required consent included, and every leaf of it. */
export interface CompiledCondition {
  readonly condition: Node;
  readonly leaves: readonly SharedLeaf[];
}

/** Compiles the conditions of one catalogue; equal leaves and equal measures become one. */
export class ConditionCompiler {
  readonly #measures: ReadonlyMap<EventCondition, Measure>;
  readonly #rfm: RfmThresholds | undefined;
  /** By the condition's JSON: the same one with its keys in another order is another leaf, and decides the same. */
  readonly #leaves = new Map<string, SharedLeaf>();

  constructor(source: CatalogueSource) {
    this.#measures = measureAll(source);
    this.#rfm = source.rfm;
  }

  compile({ when, requires }: Segment): CompiledCondition {
    const leaves: SharedLeaf[] = [];
    const node = this.#node(when, [], leaves);
    if (!requires) return { condition: node, leaves };
    const consent = this.#leaf({ trait: `consent.${requires.consent}`, is: { eq: true } });
    leaves.push(consent);
    const required: Node = { kind: 'leaf', leaf: consent.leaf, path: 'requires.consent' };
    return { condition: { kind: 'all', children: [node, required] }, leaves };
  }

  /** @param met - takes in every leaf that is met. */
  #node(condition: ConditionSource, path: readonly string[], met: SharedLeaf[]): Node {
    const children = (conditions: readonly ConditionSource[], step: string): readonly Node[] =>
      conditions.map((child, index) => this.#node(child, [...path, step, String(index)], met));
    if ('not' in condition) return { kind: 'not', child: this.#node(condition.not, [...path, 'not'], met) };
    if ('all' in condition) return { kind: 'all', children: children(condition.all, 'all') };
    if ('any' in condition) return { kind: 'any', children: children(condition.any, 'any') };
    const shared = this.#leaf(condition);
    met.push(shared);
    return { kind: 'leaf', leaf: shared.leaf, path: path.join('.') || 'when' };
  }

  #leaf(condition: LeafCondition): SharedLeaf {
    const key = JSON.stringify(condition);
    const shared = this.#leaves.get(key) ?? this.#make(condition);
    this.#leaves.set(key, shared);
    return shared;
  }

  #make(condition: LeafCondition): SharedLeaf {
    // Only a change that it decides tells of it.
    const phrase = once(() => phraseLeaf(condition));
    if ('segment' in condition) return { leaf: inOneShape(memberLeaf(phrase, condition.segment)) };
    if ('trait' in condition) {
      const trait = knownTrait(condition.trait) as Trait;
      return { leaf: inOneShape(traitLeaf(phrase, trait, { operators: condition.is, rfm: this.#rfm })), trait };
    }
    const measure = this.#measures.get(condition) as Measure;
    return { leaf: inOneShape(measureLeaf(phrase, measure, operatorsOf(condition))), measure };
  }
}
