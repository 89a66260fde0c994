import { once } from '../../once.ts';
import type { RfmThresholds } from '../../profile/rfm.ts';
import { knownTrait, type Trait } from '../../profile/trait.ts';
import { consentGiven, type Condition, type EventCondition, type LeafCondition } from '../language/condition.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import { phraseLeaf } from '../language/phrase.ts';
import { inOneShape, measureLeaf, traitLeaf, type Leaf } from './leaf.ts';
import type { Measure } from './measure.ts';
import type { Node } from './node.ts';
import { comparedWith } from './share-measures.ts';

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
  /** By JSON: the same condition with its operators in another order is another leaf, and decides the same. */
  readonly #leaves = new Map<string, SharedLeaf>();

  constructor(measures: ReadonlyMap<EventCondition, Measure>, rfm: RfmThresholds | undefined) {
    this.#measures = measures;
    this.#rfm = rfm;
  }

  compile({ source: { requires }, when }: ParsedSegment): CompiledCondition {
    const leaves: SharedLeaf[] = [];
    const node = this.#node(when, [], leaves);
    if (!requires) return { condition: node, leaves };
    const consent = this.#leaf(consentGiven(requires.consent));
    leaves.push(consent);
    const required: Node = { kind: 'leaf', leaf: consent.leaf, path: 'requires.consent' };
    return { condition: { kind: 'all', children: [node, required] }, leaves };
  }

  /** @param found - every leaf on the way is added to it. */
  #node(condition: Condition, path: readonly string[], found: SharedLeaf[]): Node {
    const { form } = condition;
    if (form === 'not') return { kind: form, child: this.#node(condition.part, [...path, form], found) };
    if (form === 'all' || form === 'any') {
      const { parts } = condition;
      return {
        kind: form,
        children: parts.map((part, index) => this.#node(part, [...path, form, String(index)], found)),
      };
    }
    const shared = this.#leaf(condition);
    found.push(shared);
    return { kind: 'leaf', leaf: shared.leaf, path: path.join('.') || 'when' };
  }

  #leaf(condition: LeafCondition): SharedLeaf {
    const key = JSON.stringify(condition);
    const shared = this.#leaves.get(key) ?? this.#make(condition);
    this.#leaves.set(key, shared);
    return shared;
  }

  #make(condition: LeafCondition): SharedLeaf {
    // Few leaves ever decide a change that has to be explained.
    const phrase = once(() => phraseLeaf(condition));
    if (condition.form === 'segment') return { leaf: inOneShape(memberLeaf(phrase, condition.segment)) };
    if (condition.form === 'trait') {
      const trait = knownTrait(condition.trait) as Trait;
      return { leaf: inOneShape(traitLeaf(phrase, trait, { operators: condition.is, rfm: this.#rfm })), trait };
    }
    const measure = this.#measures.get(condition) as Measure;
    return { leaf: inOneShape(measureLeaf(phrase, measure, comparedWith(condition))), measure };
  }
}
