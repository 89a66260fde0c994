import type { Instant } from '#lib/core/time/instant.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { getJson } from '../insight/pass/json-objects.ts';
import { unpackLines } from '../insight/pass/kept-lines.ts';
import { keys } from '../insight/pass/keys.ts';
import type { Sample } from './preview.ts';
import type { SampledPerson } from './sampled-person.ts';

/** What is kept for previews. Plain JSON. */
export interface KeptSample {
  readonly run: string;
  /** The latest clock of anybody. */
  readonly now: Instant;
  /** How many people there are in all. */
  readonly people: number;
  /** How many objects hold the sample. */
  readonly parts: number;
}

async function* sampledIn(objects: Pick<ObjectStore, 'get'>, { run, parts }: KeptSample): AsyncIterable<SampledPerson> {
  for (let index = 0; index < parts; index += 1) {
    const body = await objects.get(keys.sample(run, index));
    if (body === undefined) continue;
    for (const line of unpackLines(body)) yield JSON.parse(line) as SampledPerson;
  }
}

/** The sample that the latest pass over everybody left; undefined where none has left one, or it is gone: it is kept for two days. */
export const keptSample = async (objects: Pick<ObjectStore, 'get'>): Promise<Sample | undefined> => {
  const kept = await getJson<KeptSample>(objects, keys.latestSample);
  if (kept === undefined || (kept.parts > 0 && (await objects.get(keys.sample(kept.run, 0))) === undefined))
    return undefined;
  return { asOf: kept.now, people: kept.people, sampled: sampledIn(objects, kept) };
};
