import { join } from 'node:path';
import type { Person } from '#lib/core/insight/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { personaOf } from '#lib/tools/demo/person.ts';
import { personas, type Persona } from '#lib/tools/demo/personas.ts';

/** Everybody in the store of a demo. */
export const readPeople = async (out: string): Promise<readonly Person[]> => {
  const store = openEmbeddedStore(join(out, 'store.sqlite'));
  try {
    return await Array.fromAsync(store.profiles());
  } finally {
    store.close();
  }
};

/** Who a person of the demo was made up as: customers and visitors are numbered alike. */
export const madeAs = ({ person }: Person): Persona | undefined => {
  const number = /(?:cust|visitor)-(\d+)$/.exec(person)?.[1];
  return number === undefined ? undefined : personaOf(Number(number));
};

/** For each person the place of their persona, and the places of the segments that a catalogue of groups puts them into. */
export const groupsOf = (people: readonly Person[], { segments }: Catalogue) => {
  const numbered = people.flatMap((person) => {
    const made = madeAs(person);
    return made ? [{ made: personas.indexOf(made), state: person.state }] : [];
  });
  const latest = Math.max(...people.map(({ state }) => state.clock));
  return {
    made: numbered.map(({ made }) => made),
    found: numbered.map(({ state }) => segments.findIndex(({ condition }) => nodeHolds(condition, state, latest))),
  };
};
