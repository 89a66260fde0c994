import type { TraitTerms } from '../../profile/trait-terms.ts';
import { knownTrait, type Trait } from '../../profile/trait.ts';
import type { ComputedTraitDefinition, Measured, Value } from '../language/condition.ts';
import { isPredictedPath } from '../language/predicted-traits.ts';
import { bucketName, bucketSignal } from './bucket-signal.ts';
import type { Measure } from './measure.ts';
import { measureSignal } from './measure-signal.ts';
import type { PredictedSignals } from './predicted-signals.ts';
import type { Signal } from './signal.ts';
import { traitSignal } from './trait-signal.ts';
import { valueSignal } from './value-signal.ts';

/** The traits of a catalogue's own, parsed, by path. */
export type ComputedTraits = ReadonlyMap<string, ComputedTraitDefinition>;

/** Where the signals of a catalogue come from. */
interface SignalSources {
  readonly computed: ComputedTraits;
  readonly terms: TraitTerms;
  readonly measureOf: (measured: Measured) => Measure;
  /** Those of its model; nothing is predicted without one. */
  readonly predicted: PredictedSignals | undefined;
}

const absent: Signal = { valueAt: () => undefined, isApproximate: () => false, measures: [], dependsOn: [] };

/** The signals of one catalogue: each trait is made once, when it is first asked for. */
export class Signals {
  readonly #computed: ComputedTraits;
  readonly #terms: TraitTerms;
  readonly #measureOf: (measured: Measured) => Measure;
  readonly #predicted: PredictedSignals | undefined;
  readonly #traits = new Map<string, Signal>();

  constructor({ computed, terms, measureOf, predicted }: SignalSources) {
    this.#computed = computed;
    this.#terms = terms;
    this.#measureOf = measureOf;
    this.#predicted = predicted;
  }

  /** @param path - that a check has accepted. */
  readonly trait = (path: string): Signal => {
    const known = this.#traits.get(path) ?? this.#make(path);
    this.#traits.set(path, known);
    return known;
  };

  readonly value = (value: Value): Signal => valueSignal(value, { trait: this.trait, measured: this.#measured });

  readonly #measured = (measured: Measured): Signal => measureSignal(this.#measureOf(measured));

  #make(path: string): Signal {
    const own = this.#computed.get(path);
    if (own) return own.form === 'value' ? this.value(own.value) : this.#measured(own);
    if (isPredictedPath(path)) return this.#predicted?.[path] ?? absent;
    const bucket = bucketName(path);
    return bucket === undefined ? traitSignal(knownTrait(path) as Trait, this.#terms) : bucketSignal(bucket);
  }
}
