import type { PersonKey } from '#lib/core/profile/person.ts';
import type { KeptSample } from '../../preview/kept-sample.ts';
import { readSampled } from '../../preview/sampled-person.ts';
import { readAhead } from '../read-ahead.ts';
import { packLines } from './kept-lines.ts';
import { mustGetJson, putJson } from './json-objects.ts';
import { keys } from './keys.ts';
import { openTerms, type RunStores } from './open-stage.ts';
import type { Run } from './run.ts';
import { everybodyPlace, RunGroups } from './run-groups.ts';
import { SampledPeople } from './sampled-people.ts';
import { readPeople } from './sampled-run.ts';
import type { SamplesPlan } from './samples.ts';

/** So many people are kept together: most have few events, but all may have a thousand. */
const peopleTogether = 100;

/** Keeps some people, and as many at once as may be. */
const keepPeople = async ({ store, objects }: RunStores, key: string, persons: readonly PersonKey[]) => {
  const lines: string[] = [];
  for await (const sampled of readAhead(persons, readSampled(store)))
    if (sampled !== undefined) lines.push(JSON.stringify(sampled));
  await objects.put(key, packLines(lines));
};

/** Keeps the sample of everybody with their events, by which a condition can be tried at once. */
export const previewsStage = async (stores: RunStores, { id, minimum }: Run): Promise<void> => {
  const { objects } = stores;
  const terms = await openTerms(stores, { run: id, minimum });
  const { facts } = await mustGetJson<SamplesPlan>(objects, keys.plan(id, 'samples'));
  const pool = await readPeople(objects, id, new RunGroups(terms, facts).sides);
  const { sample, now, people } = new SampledPeople(pool, facts.now).surveyOf(everybodyPlace);
  let parts = 0;
  for (let from = 0; from < sample.length; from += peopleTogether) {
    const persons = sample.slice(from, from + peopleTogether).map(({ person }) => person);
    await keepPeople(stores, keys.sample(id, parts), persons);
    parts += 1;
  }
  const kept: KeptSample = { run: id, now, people, parts };
  await putJson(objects, keys.latestSample, kept);
};
