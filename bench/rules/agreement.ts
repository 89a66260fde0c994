import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { PersonsEvent } from '../data/shop-events.ts';
import { factsOf, type Facts } from './facts.ts';
import type { Decide } from './rules.ts';

/** The segments that each event's person is in after it, sorted, as Patron decides. */
const membershipsAfterEach = (
  source: CatalogueSource,
  events: readonly PersonsEvent[],
): readonly (readonly string[])[] => {
  const catalogue = compile(source);
  const states = new Map<string, CustomerState>();
  return events.map(({ person, arrived }) => {
    const { state } = apply(catalogue, states.get(person), arrived);
    states.set(person, state);
    return Object.keys(state.memberships).toSorted();
  });
};

/** Facts of a person, and the segments that Patron has put them into by then, sorted. */
export interface Case {
  readonly facts: Facts;
  readonly memberships: readonly string[];
}

/** What is known after each of the `last` events, and what Patron has decided from it. */
export const casesOf = (source: CatalogueSource, events: readonly PersonsEvent[], last: number): readonly Case[] => {
  const memberships = membershipsAfterEach(source, events).slice(-last);
  return factsOf(source, events, last).map((facts, index) => ({ facts, memberships: memberships[index] ?? [] }));
};

/**
 * Lets a peer decide facts, and makes sure that it comes to the same memberships as Patron.
 *
 * @throws {Error} where any differ, with their number and the first.
 */
export const refuseDisagreement = async (peer: string, decide: Decide, cases: readonly Case[]): Promise<void> => {
  const differing: string[] = [];
  for (const { facts, memberships } of cases) {
    const [theirs, ours] = [(await decide(facts)).toSorted().join(', '), memberships.join(', ')];
    if (theirs !== ours) differing.push(`${theirs || 'none'} instead of ${ours || 'none'}`);
  }
  if (differing.length === 0) return;
  throw new Error(
    `Cannot compare with ${peer}: it decides ${differing.length} of ${cases.length} otherwise than Patron, the first as ${differing[0]}`,
  );
};
