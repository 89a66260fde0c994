import type { DynamoDBRecord } from 'aws-lambda';
import { isRecord } from '#events/is-record.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import type { Item } from '#lib/ports/store/dynamodb/item.ts';

/** A record of the table's stream, with the rows that it announces. */
export interface Announcement {
  /** The record's place in the stream. */
  readonly sequenceNumber: string;
  readonly rows: readonly OutboxRow[];
  /** Why the row could not be read; `rows` is then empty. */
  readonly failure?: unknown;
}

const isItem = (image: unknown): image is Item => isRecord(image);

const itemIn = (image: unknown): Item => {
  if (isItem(image)) return image;
  throw new TypeError(`Cannot read a stream record's image as an item: current value is ${typeof image}`);
};

/** Reads a record of the table's stream. Never throws, so that a row that cannot be read does not hold up the others. */
export const announcementIn = ({ dynamodb }: DynamoDBRecord): Announcement => {
  const sequenceNumber = dynamodb?.SequenceNumber ?? '';
  try {
    return { sequenceNumber, rows: outboxRowsOf(itemIn(dynamodb?.NewImage)) };
  } catch (failure) {
    return { sequenceNumber, rows: [], failure };
  }
};
