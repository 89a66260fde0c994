import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { RunResults } from '../../insight/pass/announce-results.ts';
import { getJson } from '../../insight/pass/json-objects.ts';
import { keys } from '../../insight/pass/keys.ts';

/** The number of people in the latest pass over everybody; undefined where none has ended. */
export const peopleInLatestPass = async (objects: Pick<ObjectStore, 'get'>): Promise<number | undefined> =>
  (await getJson<RunResults>(objects, keys.latest))?.people;
