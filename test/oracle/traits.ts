import { createHash } from 'node:crypto';
import type { Catalogue } from './catalogue.ts';
import { builtInTraits } from './built-in-traits.ts';
import { isObject, type Fields } from './event-forms.ts';
import type { Fact } from './facts.ts';
import { givenTraits } from './given-traits.ts';
import { isThere } from './operators.ts';
import { stepsOf, valuesAt } from './paths.ts';
import type { PersonId } from './result.ts';
import { shopTrait } from './shop-traits.ts';
import type { Figures } from './values.ts';
import { zoneOf } from './zone.ts';

/** Whom a question is about: the person with its events. */
export interface Known {
  readonly id: PersonId;
  readonly facts: readonly Fact[];
}

/** A person at an instant: its events, and its traits by path. */
export interface View extends Figures {
  readonly catalogue: Catalogue;
  /** The traits that a profile shows, nested by the dots of their paths. */
  readonly traits: Fields;
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

/** What a person is at an instant. */
export const viewOf = (catalogue: Catalogue, { id, facts }: Known, now: number): View => {
  const zone = zoneOf(catalogue);
  const given = givenTraits(facts);
  const traits: Fields = {};
  for (const [path, { value }] of given) put(traits, stepsOf(path), value);
  for (const [path, value] of Object.entries(builtInTraits({ facts, given }, catalogue, now))) {
    if (value !== undefined) put(traits, stepsOf(path), value);
  }
  const figures = {
    facts,
    zone,
    now,
    currency: catalogue.currency,
    traitAt: (path: string): unknown => {
      const [group, name = ''] = stepsOf(path);
      if (group === 'bucket') return bucketOf(name, id);
      return group === 'computed' ? shopTraitNamed(name) : valuesAt(traits, stepsOf(path))[0];
    },
  };
  const known = new Map<string, unknown>();
  const shopTraitNamed = (name: string): unknown => {
    const source =
      catalogue.traits !== undefined && Object.hasOwn(catalogue.traits, name) ? catalogue.traits[name] : undefined;
    if (!known.has(name)) known.set(name, source && shopTrait(source, figures));
    return known.get(name);
  };
  for (const name of Object.keys(catalogue.traits ?? {})) {
    const value = shopTraitNamed(name);
    if (isThere(value)) put(traits, ['computed', name], value);
  }
  return { ...figures, catalogue, traits };
};
