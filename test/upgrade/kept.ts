import { readFileSync } from 'node:fs';
import { PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { noPauses } from '#lib/ports/backoff.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { readEntryLine } from '#lib/tools/replay/read-entry-line.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { nameAhead, takeBack } from '#test/use-cases/taken-back.ts';

type Item = Record<string, AttributeValue>;

/** What was said to a version before it was kept. */
export interface Said {
  readonly catalogue: unknown;
  readonly deployment: number;
  readonly lines: readonly string[];
  /** Events that were replaced after all lines had come, by person. */
  readonly replaced?: readonly (readonly [person: PersonKey, eventIds: readonly string[]])[];
  /** Events that were named then, and had not come. */
  readonly named?: readonly (readonly [person: PersonKey, eventId: string])[];
}

/** What was said, and every item of the table after it. */
export interface Kept extends Said {
  readonly items: readonly Item[];
}

const reviveBytes = (_: string, value: unknown): unknown => {
  const { base64 } = Object(value) as { readonly base64?: unknown };
  return typeof base64 === 'string' ? new Uint8Array(Buffer.from(base64, 'base64')) : value;
};

/** Reads what a version kept, by the path of its file from here. */
export const readKept = (file: string): Kept =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'), reviveBytes) as Kept;

/** A table that holds items as they were stored. */
export const tableOf = async (items: readonly Item[]): Promise<MemoryTable> => {
  const table = new MemoryTable();
  const { client, tableName: TableName } = table;
  for (const item of items) await client.send(new PutItemCommand({ TableName, Item: item }));
  return table;
};

const clock = { now: Date.parse('2027-01-01T00:00:00Z') };

/** The store on a table. */
export const storeOn = ({ client, tableName }: MemoryTable): CustomerStore =>
  dynamoDbStore({ client, tableName, now: () => clock.now, ...noPauses });

/** The use cases over a store, with a clock that stands still. */
export const useCasesOver = (store: CustomerStore, catalogue: Catalogue): UpdateDeps =>
  forwardingAtOnce({
    store,
    catalogue,
    now: () => clock.now,
    newId: () => 'receipt',
    ...noPauses,
  });

/** Takes lines one after the other, as the queue would give them. */
export const takeLines = async (deps: UpdateDeps, lines: readonly string[]): Promise<void> => {
  for (const [index, line] of lines.entries()) {
    const { message } = readEntryLine(line, index + 1, 0);
    const { results } = await receiveEvents(deps, [message]);
    const failed = results.find((result) => 'failure' in result);
    if (failed) throw failed.failure;
  }
};

/** Stores all that was said, as this version does. */
export const fill = async (deps: UpdateDeps, { lines, replaced = [], named = [] }: Said): Promise<void> => {
  await takeLines(deps, lines);
  for (const [person, eventIds] of replaced) await takeBack(deps, person, eventIds);
  for (const [person, eventId] of named) await nameAhead(deps, person, { eventId, namedBy: ['withdrawal-1'] });
};
