import { once } from '../../once.ts';
import type { PredictionModel } from '../../predictions/prediction-model.ts';
import type { TraitTerms } from '../../profile/trait-terms.ts';
import { knownTrait } from '../../profile/trait.ts';
import { consentGiven, type Condition, type LeafCondition, type TraitCondition } from '../language/condition.ts';
import type { Requirement } from '../language/language.ts';
import type { TraitOperators } from '../language/operators.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import { withoutPercentiles } from '../language/percentile.ts';
import { phraseLeaf } from '../language/phrase.ts';
import { inOneShape, isPlain, measureLeaf, traitLeaf, type Leaf } from './leaf.ts';
import type { Measure } from './measure.ts';
import { comparedSignal, signalLeaf } from './signal-leaf.ts';
import type { Node } from './node.ts';
import { comparedWith, type SharedMeasures } from './share-measures.ts';
import type { Signal } from './signal.ts';
import type { Signals } from './signals.ts';
import { compareTrait } from './trait-operators.ts';

const memberLeaf = (phrase: Leaf['phrase'], key: string): Leaf => ({
  phrase,
  holds: ({ memberships }) => Object.hasOwn(memberships, key),
  observed: ({ memberships }) => Object.hasOwn(memberships, key),
  isApproximate: () => false,
});

/** A leaf, shared by all segments that have the same one, with what it observes. */
export interface SharedLeaf {
  readonly leaf: Leaf;
  readonly measures: readonly Measure[];
  /** The parts of the profile that it reads. */
  readonly dependsOn: readonly string[];
  /** As in `Signal`. */
  readonly slowness: number;
}

/** A leaf that observes nothing of the person but memberships. */
const observing = (
  leaf: Leaf,
  { measures = [], dependsOn = [], slowness = 0 }: Partial<Pick<Signal, 'measures' | 'dependsOn' | 'slowness'>> = {},
): SharedLeaf => ({
  leaf: inOneShape(leaf),
  measures,
  dependsOn,
  slowness,
});

/** What a catalogue says about how conditions on traits are read. */
interface ConditionTerms extends TraitTerms {
  /** The model that percentiles are taken from. */
  readonly model: PredictionModel | undefined;
}

/** The condition of a segment, the required consent included, and every leaf of it. */
export interface CompiledCondition {
  readonly condition: Node;
  readonly leaves: readonly SharedLeaf[];
}

/** Compiles the conditions of one catalogue; equal leaves and equal measures become one. */
export class ConditionCompiler {
  readonly #measures: SharedMeasures;
  readonly #signals: Signals;
  readonly #terms: ConditionTerms;
  /** By JSON: the same condition with its operators in another order is another leaf, and decides the same. */
  readonly #leaves = new Map<string, SharedLeaf>();

  constructor(measures: SharedMeasures, signals: Signals, terms: ConditionTerms) {
    this.#measures = measures;
    this.#signals = signals;
    this.#terms = terms;
  }

  /** @param requires - the consent that the segment needs, its own or the catalogue's. */
  compile({ when }: ParsedSegment, requires: Requirement | undefined): CompiledCondition {
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
    if (condition.form === 'segment') return observing(memberLeaf(phrase, condition.segment));
    if (condition.form === 'trait') return this.#traitLeaf(phrase, condition);
    if (condition.form === 'value') {
      return this.#signalLeaf(phrase, this.#signals.value(condition.value), condition.is);
    }
    const measure = this.#measures.ofCondition(condition);
    return observing(measureLeaf(phrase, measure, comparedWith(condition)), { measures: [measure] });
  }

  #traitLeaf(phrase: Leaf['phrase'], { trait: path, is: written }: TraitCondition): SharedLeaf {
    const { model } = this.#terms;
    // A check has let percentiles stand beside a model alone.
    const is = model ? withoutPercentiles(written, path, model) : written;
    const known = knownTrait(path);
    if (known && isPlain(known, is)) {
      const leaf = traitLeaf(phrase, known, { operators: is, terms: this.#terms });
      return observing(leaf, { dependsOn: known.dependsOn });
    }
    return this.#signalLeaf(phrase, this.#signals.trait(path), is);
  }

  #signalLeaf(phrase: Leaf['phrase'], signal: Signal, is: TraitOperators): SharedLeaf {
    const comparison = compareTrait(is, this.#terms.calendar);
    const others = new Map(comparison.traits.map((path) => [path, this.#signals.trait(path)]));
    const compared = { signal, is, comparison, others };
    return observing(signalLeaf(phrase, compared), comparedSignal(compared));
  }
}
