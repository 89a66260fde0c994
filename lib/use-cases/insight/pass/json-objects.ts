import type { ObjectStore } from '#lib/ports/objects/object-store.ts';

/** Keeps an object of JSON. */
export const putJson = (objects: ObjectStore, key: string, json: unknown): Promise<void> =>
  objects.put(key, JSON.stringify(json));

/**
 * Reads an object of JSON that was kept by `putJson`; undefined where there is none.
 *
 * The type is the caller's word: what a run reads, it has written itself.
 */
export const getJson = async <Json>(objects: Pick<ObjectStore, 'get'>, key: string): Promise<Json | undefined> => {
  const body = await objects.get(key);
  return body === undefined ? undefined : (JSON.parse(new TextDecoder().decode(body)) as Json);
};

/** @throws {Error} where there is none: what was kept less than two days ago must be there. */
export const mustGetJson = async <Json>(objects: Pick<ObjectStore, 'get'>, key: string): Promise<Json> => {
  const json = await getJson<Json>(objects, key);
  if (json === undefined) throw new Error(`Cannot go on with a run as planned: nothing is kept under ${key}`);
  return json;
};
