import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { LoggedChanges } from '../store/change-log.ts';
import type { ChangeRow } from '../store/customer-store.ts';
import { ItemError, keyAttributes, keyOf, number, type Item } from '../store/dynamodb/item.ts';
import { attributeNames } from '../store/table-keys.ts';

/** How long changes are shown. DynamoDB removes them some time after. */
export const feedLife = day;

/** Whoever was erased is hidden for longer than anything is shown that was added before. */
const forgottenLife = 2 * day;

/** So many rows at most have the same instant: the positions of two instants are as far apart. */
export const perInstant = 4096;

/** The position of the first row of an instant. */
export const positionAt = (at: Instant): number => at * perInstant;

/** The instant of a position. */
export const instantAt = (position: number): Instant => Math.floor(position / perInstant);

const rowsName = 'rows';

/** The digits of an instant: all have as many until 2286. */
const digits = 13;

/** The characters of an instant that name its day in UTC: `2026-11-02`. */
const dayLength = 10;

/** The partition of the changes of a day, in UTC. */
export const dayPartition = (at: Instant): string => formatInstant(at).slice(0, dayLength);

/** The sort key of an instant. */
export const sortOf = (at: Instant): string => String(Math.max(0, at)).padStart(digits, '0');

/** The partition of those who were erased. */
export const forgottenPartition = 'forgotten';

const expiring = (at: Instant): Item => ({ [attributeNames.expiresAt]: number(Math.ceil(at / 1000)) });

/** The item of rows that were published together. */
export const feedItem = (rows: readonly ChangeRow[], at: Instant): Item => ({
  ...keyAttributes({ partition: dayPartition(at), sort: sortOf(at) }),
  ...expiring(at + feedLife),
  [rowsName]: { B: deflateRawSync(JSON.stringify(rows)) },
});

/** The item that hides the changes of somebody. */
export const forgottenItem = (person: PersonKey, at: Instant): Item => ({
  ...keyAttributes({ partition: forgottenPartition, sort: person }),
  ...expiring(at + forgottenLife),
});

/** How many bytes the rows of an item take as they are kept. */
export const bytesIn = (item: Item): number => item[rowsName]?.B?.length ?? 0;

/**
 * Reads the rows of an item, in order.
 *
 * @throws {ItemError} for an item that has none.
 */
export const rowsIn = (item: Item): readonly LoggedChanges[] => {
  const { partition, sort } = keyOf(item);
  const packed = item[rowsName]?.B;
  if (packed === undefined) throw new ItemError(`Cannot read ${partition}/${sort} as changes: it has no rows`);
  const rows = JSON.parse(inflateRawSync(packed).toString()) as readonly ChangeRow[];
  const first = positionAt(Number(sort));
  return rows.map((row, place) => ({ position: first + place, row }));
};
