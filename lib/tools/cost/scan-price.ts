import { prices } from './prices.ts';

const readUnitBytes = 4096;

/**
 * Dollars to read everybody in a table: a scan of all rows with strong consistency, and each profile once more; where their
 * events are asked for, those once more too. Profiles and events are each taken for all of the table, so it is less.
 *
 * @param bytes - the size of the table.
 */
export const scanDollars = (bytes: number, { withEvents }: { readonly withEvents: boolean }): number =>
  (withEvents ? 3 : 2) * Math.ceil(bytes / readUnitBytes) * prices.readUnit;
