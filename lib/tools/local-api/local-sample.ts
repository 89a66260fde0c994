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

/** All people of a store, of whom a page is read at a time. */
async function* everybody(store: EmbeddedStore): AsyncIterable<PersonKey> {
  let drawn = 0;
  await othersTurn();
  for (const person of store.persons()) {
    yield person;
    if ((drawn += 1) % drawnAtOnce === 0) await othersTurn();
  }
}

/** The people of a sample, each read once and held, where they are not too many. */
const heldPeople = (store: EmbeddedStore, persons: readonly PersonKey[]) => {
  const read = readSampled(store);
  const held = new Map<PersonKey, ReturnType<typeof read>>();
  let events = 0;
  const one = (person: PersonKey): ReturnType<typeof read> => {
    const known = held.get(person);
    if (known !== undefined) return known;
    const reading = read(person);
    if (events > mostHeld) return reading;
    held.set(person, reading);
    const count = (sampled?: SampledPerson) => {
      events += sampled?.events.length ?? 0;
    };
    reading.then(count, () => held.delete(person));
    return reading;
  };
  return async function* people(): AsyncIterable<SampledPerson> {
    for (const person of persons) {
      const sampled = await one(person);
      if (sampled !== undefined) yield sampled;
      await othersTurn();
    }
  };
};

/** A sample whose events are parsed once. */
type HeldSample = Required<Sample>;

/**
 * Draws the sample of a store on this machine, for as many previews as are asked for before it is written again: people and events are
 * read by the first, and held. Whatever else the server is asked has its turn between one person and the next.
 */
export const localSample = async (store: EmbeddedStore): Promise<(asOf: Sample['asOf']) => HeldSample> => {
  const { people, persons } = await drawPersons(everybody(store));
  const sampled = heldPeople(store, persons);
  const eventsOf = rememberedEvents(mostParsed);
  return (asOf) => ({ asOf, people, sampled: sampled(), eventsOf });
};
