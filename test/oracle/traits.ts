import { createHash } from 'node:crypto';
import type { Catalogue } from './catalogue.ts';
import { lastingTraits, passingTraits } from './built-in-traits.ts';
import { isObject, type Fields } from './event-forms.ts';
import type { Fact } from './facts.ts';
import { givenTraits } from './given-traits.ts';
import { isThere } from './operators.ts';
import { stepsOf, valuesAt } from './paths.ts';
import { subjectOf } from './predictions/subject.ts';
import { isPredicted, predictedPaths, predictedTrait, written } from './predictions/traits.ts';
import type { PersonId } from './result.ts';
import { shopTrait } from './shop-traits.ts';
import type { Figures } from './values.ts';
import { zoneOf } from './zone.ts';

/** Whom a question is about: the person with its events. */
export interface Known {
  readonly id: PersonId;
  readonly facts: readonly Fact[];
  /** By how much of itself, or of 1, every predicted number is off: by nothing unless told. */
  readonly off?: number;
}

/** A person at an instant: its events, and its traits by path. */
export interface View extends Figures {
  readonly catalogue: Catalogue;
  /** The traits that a profile shows, nested by the dots of their paths. */
  readonly tree: () => Fields;
}

/** Makes own properties alone, whatever the shop calls them: also `__proto__`. */
const put = (tree: Fields, path: readonly string[], value: unknown): void => {
  const [key = '', ...rest] = path;
  const branch = Object.hasOwn(tree, key) ? tree[key] : {};
  if (rest.length > 0 && isObject(branch)) put(branch, rest, value);
  const set = rest.length === 0 ? value : branch;
  Object.defineProperty(tree, key, { value: set, enumerable: true, writable: true, configurable: true });
};

/** A number from 0 up to 100 that a person has for ever, under a name. */
const bucketOf = (name: string, id: PersonId): number => {
  const named = 'customerId' in id ? id.customerId : `~${id.anonymousId}`;
  return (createHash('sha256').update(`${name}:${named}`).digest().readUInt32BE(0) * 100) / 2 ** 32;
};

type Flat = ReadonlyMap<string, unknown>;

/** What is worked out once for each list of events, for lists are never changed. */
const perFacts = <Value>(work: (facts: readonly Fact[], catalogue: Catalogue) => Value) => {
  const known = new WeakMap<Catalogue, WeakMap<readonly Fact[], Value>>();
  return (facts: readonly Fact[], catalogue: Catalogue): Value => {
    const ofCatalogue = known.get(catalogue) ?? new WeakMap<readonly Fact[], Value>();
    known.set(catalogue, ofCatalogue);
    const value = ofCatalogue.get(facts) ?? work(facts, catalogue);
    ofCatalogue.set(facts, value);
    return value;
  };
};

const lastingOf = perFacts((facts, catalogue) => ({
  given: givenTraits(facts),
  computed: lastingTraits(facts, catalogue),
}));

/** Of whom predictions tell, and by what; each is worked out of few numbers, once for each list of events. */
export const subjectIn = perFacts(subjectOf);

/** The traits that are there by their paths, but for those of the shop's own. */
const patronsOwn = (facts: readonly Fact[], catalogue: Catalogue, now: number): Flat => {
  const lasting = lastingOf(facts, catalogue);
  const computed = Object.entries({ ...lasting.computed, ...passingTraits(lasting, catalogue, now) });
  return new Map<string, unknown>([
    ...[...lasting.given].map(([path, { value }]) => [path, value] as const),
    ...computed.filter(([, value]) => value !== undefined),
  ]);
};

/** The trait of a path, or what lies within a trait that is an object. */
const lookUp = (flat: Flat, path: string): unknown => {
  if (flat.has(path)) return flat.get(path);
  const outer = [...flat.keys()].find((name) => path.startsWith(`${name}.`));
  return outer === undefined ? undefined : valuesAt(flat.get(outer), path.slice(outer.length + 1).split('.'))[0];
};

const nested = (flat: Flat): Fields => {
  const tree: Fields = {};
  for (const [path, value] of flat) if (isThere(value)) put(tree, stepsOf(path), value);
  return tree;
};

const shifted = (value: unknown, off: number): unknown =>
  typeof value === 'number' ? value + off * Math.max(1, Math.abs(value)) : value;

/** What a person is at an instant. */
export const viewOf = (catalogue: Catalogue, { id, facts, off = 0 }: Known, now: number): View => {
  const subject = subjectIn(facts, catalogue);
  // Made when it is asked for: predictions are looked at far more often than anything else.
  let known: Flat | undefined;
  const own = (): Flat => (known ??= patronsOwn(facts, catalogue, now));
  const shops = new Map<string, unknown>();
  const figures = {
    facts,
    zone: zoneOf(catalogue),
    now,
    currency: catalogue.currency,
    traitAt: (path: string): unknown => {
      if (path.startsWith('bucket.')) return bucketOf(path.slice('bucket.'.length), id);
      if (isPredicted(path)) return shifted(predictedTrait(path, subject, now), off);
      if (!path.startsWith('computed.')) return lookUp(own(), path);
      const source = new Map(Object.entries(catalogue.traits ?? {})).get(path.slice('computed.'.length));
      if (source !== undefined && !shops.has(path)) shops.set(path, shopTrait(source, figures));
      return shops.get(path);
    },
  };
  const computed = Object.keys(catalogue.traits ?? {}).map((name) => `computed.${name}`);
  const others = [...predictedPaths, ...computed];
  const all = () => new Map([...own(), ...others.map((path) => [path, written(path, figures.traitAt(path))] as const)]);
  return { ...figures, catalogue, tree: () => nested(all()) };
};
