import { setImmediate as othersTurn } from 'node:timers/promises';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { drawPersons } from '#lib/use-cases/preview/drawn-sample.ts';
import type { Sample } from '#lib/use-cases/preview/preview.ts';
import { rememberedEvents } from '#lib/use-cases/preview/sampled-events.ts';
import { readSampled, type SampledPerson } from '#lib/use-cases/preview/sampled-person.ts';

/** As many people are drawn from before others have their turn. */
const drawnAtOnce = 1000;

/** As many events are held as they came: 2,000 people have 200 each. */
const mostHeld = 400_000;

/** As many are held as they are folded, each some hundred bytes more. */
const mostParsed = 200_000;

/** All people of a store. They are listed at once, so that it may be written while they are gone through. */
async function* everybody(store: EmbeddedStore): AsyncIterable<PersonKey> {
  const persons = [...store.persons()];
  for (let at = 0; at < persons.length; at += drawnAtOnce) {
    yield* persons.slice(at, at + drawnAtOnce);
    await othersTurn();
  }
}

/** The people of a sample, each read once and held, where they are not too many. */
const heldPeople = (store: EmbeddedStore, persons: readonly PersonKey[]) => {
  const read = readSampled(store);
  const held = new Map<PersonKey, SampledPerson | undefined>();
  let events = 0;
  const one = async (person: PersonKey): Promise<SampledPerson | undefined> => {
    if (held.has(person)) return held.get(person);
    const sampled = await read(person);
    events += sampled?.events.length ?? 0;
    if (events <= mostHeld) held.set(person, sampled);
    return sampled;
  };
  return async function* people(): AsyncIterable<SampledPerson> {
    for (const person of persons) {
      const sampled = await one(person);
      if (sampled !== undefined) yield sampled;
      await othersTurn();
    }
  };
};

/**
 * Draws the sample of a store on this machine, for as many previews as are asked for before it is written again: people and events are
 * read by the first, and held. Whatever else the server is asked has its turn between one person and the next.
 */
export const localSample = async (store: EmbeddedStore): Promise<(asOf: Sample['asOf']) => Sample> => {
  const { people, persons } = await drawPersons(everybody(store));
  const sampled = heldPeople(store, persons);
  const eventsOf = rememberedEvents(mostParsed);
  return (asOf) => ({ asOf, people, sampled: sampled(), eventsOf });
};
