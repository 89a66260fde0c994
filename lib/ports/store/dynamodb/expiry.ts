import { day } from '#lib/core/time/duration.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { attributeNames } from '../table-keys.ts';
import { changeItem } from './change-rows.ts';
import { number, type Item } from './item.ts';
import type { Table } from './table.ts';
import type { UnsettledChanges } from './unsettled.ts';

/** The attribute that lets DynamoDB delete a row this many days after an instant, rounded up to a second. */
export const expiring = (since: Instant, days: number): Item => ({
  [attributeNames.expiresAt]: number(Math.ceil((since + days * day) / 1000)),
});

/**
 * The row of a group of changes, which must fit.
 *
 * @param days - the days after its decision for which it is kept; for as long as its person where undefined.
 */
export const changeRow = (group: UnsettledChanges, days: number | undefined): Item => ({
  ...changeItem(group),
  ...(days !== undefined && expiring(parseInstant(group.decidedAt), days)),
});

/**
 * Whether the row of a group of changes has had its time. It is no longer owed then: no message lives as long as the
 * shortest time for which changes are kept, so the row was there before it went, and putting it again would announce it again.
 */
export const hasExpired = ({ decidedAt }: UnsettledChanges, { retention, now }: Table): boolean =>
  retention?.changeDays !== undefined && parseInstant(decidedAt) + retention.changeDays * day <= now();
