import type { Catalogue } from './catalogue.ts';
import { computedTraits } from './computed-traits.ts';
import { isObject, type Fields } from './event-forms.ts';
import type { Fact } from './facts.ts';
import { givenTraits } from './given-traits.ts';
import { stepsOf } from './paths.ts';

/** Makes own properties alone, whatever the shop calls them: also `__proto__`. */
const put = (tree: Fields, path: readonly string[], value: unknown): void => {
  const [key = '', ...rest] = path;
  const branch = Object.hasOwn(tree, key) ? tree[key] : {};
  if (rest.length > 0 && isObject(branch)) put(branch, rest, value);
  const set = rest.length === 0 ? value : branch;
  Object.defineProperty(tree, key, { value: set, enumerable: true, writable: true, configurable: true });
};

/** The traits of a person with these events at an instant, nested by the dots of their paths. */
export const traitsAt = (facts: readonly Fact[], catalogue: Catalogue, now: number): Fields => {
  const given = givenTraits(facts);
  const tree: Fields = {};
  for (const [path, { value }] of given) put(tree, stepsOf(path), value);
  for (const [path, value] of Object.entries(computedTraits({ facts, given }, catalogue, now))) {
    if (value !== undefined) put(tree, stepsOf(path), value);
  }
  return tree;
};
