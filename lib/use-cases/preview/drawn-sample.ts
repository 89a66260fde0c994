import { rankOf } from '#lib/core/insight/person.ts';
import { SamplePool } from '#lib/core/insight/sample-pool.ts';
import { sampleSize } from '#lib/core/insight/survey.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { readAhead } from '../insight/read-ahead.ts';
import type { Sample } from './preview.ts';
import { readSampled, type SampledPerson } from './sampled-person.ts';

type Drawing = Pick<CustomerStore, 'behind' | 'ledger' | 'load'>;

/** Who is drawn, and from how many. */
interface Drawn {
  readonly people: number;
  readonly persons: readonly PersonKey[];
}

/** Draws the people of a sample from everybody. */
export const drawPersons = async (everybody: AsyncIterable<PersonKey>): Promise<Drawn> => {
  const pool = new SamplePool<PersonKey>({ sides: 1, most: sampleSize });
  for await (const person of everybody) pool.add(rankOf(person), [0], () => person);
  return { people: pool.peopleOn(0), persons: pool.sampleOf(0).map(({ value }) => value) };
};

async function* read(store: Drawing, persons: readonly PersonKey[]): AsyncIterable<SampledPerson> {
  for await (const sampled of readAhead(persons, readSampled(store))) if (sampled !== undefined) yield sampled;
}

/** Draws a sample from a store, of which everybody is read. */
export const drawnSample = async (store: Drawing, asOf: Instant): Promise<Sample> => {
  const { people, persons } = await drawPersons(allPersons(store));
  return { asOf, people, sampled: read(store, persons) };
};
