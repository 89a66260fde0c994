import type { ConsumerState, Kept } from './consumer-state.ts';

/** State in memory, for as long as the process lives. */
export const mapState = (map: Map<string, Kept>): ConsumerState => ({
  get: async (key) => map.get(key),
  put: async (key, value, ifVersion) => {
    const version = map.get(key)?.version;
    if (version !== ifVersion) return false;
    map.set(key, { value, version: Number(version ?? 0) + 1 });
    return true;
  },
});
