import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Known, ReadKnown } from './known-traits.ts';

/** What is known of a person at an instant, in the order in which it is read. */
interface KnownAt {
  readonly now: Instant;
  readonly paths: readonly string[];
  readonly values: readonly Known[];
}

const readAll = (readKnown: ReadKnown, state: CustomerState, now: Instant): KnownAt => {
  const [paths, values]: [string[], Known[]] = [[], []];
  readKnown(state, now, (path, known) => {
    paths.push(path);
    values.push(known);
  });
  return { now, paths, values };
};

/** Reads the same, but of each state only once for all that ask about the same instant. A state is remembered for as long as it lives. */
export const knownOnce = (readKnown: ReadKnown): ReadKnown => {
  const remembered = new WeakMap<CustomerState, KnownAt>();
  return (state, now, take) => {
    const known = remembered.get(state);
    const all = known?.now === now ? known : readAll(readKnown, state, now);
    if (all !== known) remembered.set(state, all);
    for (const [index, path] of all.paths.entries()) take(path, all.values[index] as Known);
  };
};
