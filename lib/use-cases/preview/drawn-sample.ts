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

async function* read(store: Drawing, persons: readonly PersonKey[]): AsyncIterable<SampledPerson> {
  for await (const sampled of readAhead(persons, readSampled(store))) if (sampled !== undefined) yield sampled;
}

/** Draws a sample from a store on this machine, of which everybody is read. */
export const drawnSample = async (store: Drawing, asOf: Instant): Promise<Sample> => {
  const pool = new SamplePool<PersonKey>({ sides: 1, most: sampleSize });
  for await (const person of allPersons(store)) pool.add(rankOf(person), [0], () => person);
  const persons = pool.sampleOf(0).map(({ value }) => value);
  return { asOf, people: pool.peopleOn(0), sampled: read(store, persons) };
};
