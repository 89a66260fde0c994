import { segment } from './segment/segment.ts';

export type { Adapted, AdaptedEvent, Adapter, Headers } from './adapter.ts';
export { segment } from './segment/segment.ts';

/** The adapters, by the names that settings and commands give them. */
export const adapters = { segment } as const;

/** The name of an adapter. */
export type AdapterName = keyof typeof adapters;
