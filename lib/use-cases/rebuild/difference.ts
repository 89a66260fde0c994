import { isRecord } from '#events/is-record.ts';

/** A place where a stored profile is not what its ledger makes. Plain JSON; an absent value is left out. */
export interface Difference {
  /** Such as `traits.orders.count`, `segments.big-spenders`, `measures.3fa1b2c4` or `nextReviewAt`. */
  readonly path: string;
  readonly stored?: unknown;
  readonly rebuilt?: unknown;
}

/** A difference without the values that are absent. */
export const difference = (path: string, stored: unknown, rebuilt: unknown): Difference => ({
  path,
  ...(stored !== undefined && { stored }),
  ...(rebuilt !== undefined && { rebuilt }),
});

const keysOf = (...values: readonly Readonly<Record<string, unknown>>[]): readonly string[] => [
  ...new Set(values.flatMap(Object.keys)),
];

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The places where two JSON values differ, down to values that are not objects, whatever the order of keys. */
export const differencesBelow = (path: string, stored: unknown, rebuilt: unknown): readonly Difference[] => {
  if (isRecord(stored) && isRecord(rebuilt)) {
    return keysOf(stored, rebuilt).flatMap((key) =>
      differencesBelow(`${path}.${key}`, own(stored, key), own(rebuilt, key)),
    );
  }
  if (JSON.stringify(stored) === JSON.stringify(rebuilt)) return [];
  if (!Array.isArray(stored) || !Array.isArray(rebuilt)) return [difference(path, stored, rebuilt)];
  return stored.length === rebuilt.length
    ? stored.flatMap((element, index) => differencesBelow(`${path}.${index}`, element, rebuilt[index]))
    : [difference(path, stored, rebuilt)];
};
