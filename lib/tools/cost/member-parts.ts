import type { Part } from './flow-parts.ts';
import { assumedSegments, changesOfPublication, runsAt, segmentsOf } from './functions.ts';
import { itemOverheadBytes } from './monthly-parts.ts';
import { millionsAt, priceText, type Prices } from './prices.ts';
import { monthSeconds, type Load } from './work.ts';

/** Assumed figures of the lists of members. */
export const assumedMembers = {
  /** Memberships of a person, tombstones of five weeks included. */
  perPerson: 5,
  /** A row without what DynamoDB adds to it. */
  rowBytes: 80,
} as const;

const gigabyte = 1e9;

/** The counts that a month's publications write: one for each segment and hour of a batch, of which changes nearly always have one. */
const countsIn = (load: Load): number => runsAt(load).publish.perMonth * segmentsOf(changesOfPublication(load));

/** Bytes of the lists of the members of all segments, without what DynamoDB adds to each row. */
export const memberBytes = ({ customers }: Load): number =>
  customers * assumedMembers.perPerson * assumedMembers.rowBytes;

/** What lists of the members of all segments cost in a month. */
export const memberParts = (load: Load, prices: Prices): readonly Part[] => {
  const { eventsPerSecond, customers, work } = load;
  const { perPerson, rowBytes } = assumedMembers;
  const stored = (customers * perPerson * (rowBytes + itemOverheadBytes)) / gigabyte;
  return [
    {
      name: 'members',
      dollars: eventsPerSecond * monthSeconds * work.changes * prices.writeUnit + stored * prices.tableGigabyteMonth,
      formula: `a write unit for each entry and exit ${millionsAt(prices, 'writeUnit')}, and ${perPerson} rows a person (assumed) x ${priceText(prices.tableGigabyteMonth)} per GB; nothing with "members": "none"`,
    },
    {
      name: 'member counts',
      dollars: countsIn(load) * prices.writeUnit,
      formula: `a write unit for each segment and hour of a batch of changes, as if of ${assumedSegments} segments (assumed), ${millionsAt(prices, 'writeUnit')}; nothing with "members": "none"`,
    },
  ];
};
