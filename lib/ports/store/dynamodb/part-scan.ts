import { ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { StorePart } from '../customer-store.ts';
import { keyAttributes, keyOf, type Item, type ItemKey } from './item.ts';
import type { Table } from './table.ts';

/** A page of a segment of a parallel scan: what passed the filter. */
export interface ScannedPage {
  readonly items: readonly Item[];
  /** The number of rows read. */
  readonly rows: number;
  /** Where the next page begins; undefined at the end of the part. */
  readonly next: string | undefined;
}

/** The place of an item in a part, as `StorePart.after`. */
export const placeOf = ({ partition, sort }: ItemKey): string => JSON.stringify([partition, sort]);

const keyAt = (place: string): ItemKey => {
  const [partition, sort] = JSON.parse(place) as readonly [string, string];
  return { partition, sort };
};

/** Reads the next page of one segment of a parallel scan over the whole table: at most 1 MB. */
export const scanPart = async (
  { client, tableName: TableName }: Table,
  scan: Omit<ScanCommandInput, 'TableName'>,
  { index, of, after }: StorePart,
): Promise<ScannedPage> => {
  const input: ScanCommandInput = {
    ...scan,
    TableName,
    Segment: index,
    TotalSegments: of,
    ...(after !== undefined && { ExclusiveStartKey: keyAttributes(keyAt(after)) }),
  };
  const {
    Items: items = [],
    ScannedCount: rows = 0,
    LastEvaluatedKey: last,
  } = await client.send(new ScanCommand(input));
  return { items, rows, next: last && placeOf(keyOf(last)) };
};
