import { pricesIn, usualRegion } from './prices.ts';

const prices = pricesIn(usualRegion);

const readUnitBytes = 4096;

/** How often everybody in a table is read, and whether their events are once, too. */
export interface TableReads {
  readonly passes: number;
  readonly withEvents: boolean;
}

/**
 * Dollars to read everybody in a table: in each pass a scan of all rows with strong consistency, and each profile once more;
 * where events or changes are asked for, those once as well. Profiles, and events with changes, are each taken for all of the
 * table, so it is less.
 *
 * @param bytes - the size of the table.
 */
export const scanDollars = (bytes: number, { passes, withEvents }: TableReads): number =>
  (2 * passes + Number(withEvents)) * Math.ceil(bytes / readUnitBytes) * prices.readUnit;
