import type { JsonObject } from './json-object.ts';

/** What a condition is at first, by its form, given the key of some segment. */
export const newConditions = {
  trait: () => ({ trait: 'orders.count', is: { gte: 1 } }),
  event: () => ({ performed: 'PurchaseMade', within: 'P30D' }),
  segment: (key: string) => ({ segment: key }),
  group: () => ({ any: [{ trait: 'orders.count', is: { gte: 1 } }] }),
} as const satisfies Readonly<Record<string, (key: string) => JsonObject>>;

/** The form of a condition that can be added. */
export type NewName = keyof typeof newConditions;
