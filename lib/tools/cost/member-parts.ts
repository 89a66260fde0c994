import type { Part } from './flow-parts.ts';
import { itemOverheadBytes } from './monthly-parts.ts';
import { perMillion, prices, priceText } from './prices.ts';
import { monthSeconds, type Load } from './work.ts';

/** Assumed figures of the lists of members. */
export const assumedMembers = {
  /** Memberships of a person, tombstones of five weeks included. */
  perPerson: 5,
  /** A row without what DynamoDB adds to it. */
  rowBytes: 80,
} as const;

const gigabyte = 1e9;

/** What lists of the members of all segments cost in a month. */
export const memberParts = ({ eventsPerSecond, customers, work }: Load): readonly Part[] => {
  const { perPerson, rowBytes } = assumedMembers;
  const stored = (customers * perPerson * (rowBytes + itemOverheadBytes)) / gigabyte;
  return [
    {
      name: 'members',
      dollars: eventsPerSecond * monthSeconds * work.changes * prices.writeUnit + stored * prices.tableGigabyteMonth,
      formula: `a write unit for each entry and exit x ${priceText(perMillion.writeUnit)} per million, and ${perPerson} rows a person (assumed) x ${priceText(prices.tableGigabyteMonth)} per GB; nothing with "members": "none"`,
    },
  ];
};
