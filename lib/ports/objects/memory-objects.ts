import { checkKey, type ObjectStore } from './object-store.ts';

/** Objects in memory, which are gone with the process. */
export const memoryObjects = (): ObjectStore => {
  const kept = new Map<string, Uint8Array>();
  return {
    put: async (key, body) => {
      kept.set(checkKey(key), typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body));
    },
    get: async (key) => kept.get(checkKey(key))?.slice(),
    remove: async (key) => {
      kept.delete(checkKey(key));
    },
    uriOf: (key) => `memory:${checkKey(key)}`,
  };
};
