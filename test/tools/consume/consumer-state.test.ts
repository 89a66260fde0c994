import type { ConsumerState, Kept } from '#lib/tools/consume/consume.ts';
import { consumerStateContract } from './consumer-state.contract.ts';

/** As a user would write one: values as texts, versions of its own, and nothing returned where all is well. */
const ownState = (): ConsumerState => {
  const kept = new Map<string, { readonly text: string; readonly etag: string }>();
  return {
    get: async (key): Promise<Kept | undefined> => {
      const found = kept.get(key);
      return found && { value: JSON.parse(found.text), version: found.etag };
    },
    put: async (key, value, ifVersion) => {
      if (kept.get(key)?.etag !== ifVersion) return false;
      return void kept.set(key, { text: JSON.stringify(value), etag: `${ifVersion ?? ''}x` });
    },
  };
};

consumerStateContract('a Map', async () => ({ state: new Map() }));
consumerStateContract('{ get, put }', async () => ({ state: ownState() }));
