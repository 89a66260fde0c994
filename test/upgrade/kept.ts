import { readFileSync } from 'node:fs';
import { PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { noPauses } from '#lib/ports/backoff.ts';
import { readEntryLine } from '#lib/tools/replay/read-entry-line.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { MemoryTable } from '#test/support/memory-table.ts';

type Item = Record<string, AttributeValue>;

/** What a version stored: the catalogue that decided, the lines that came, and every item of the table after them. */
export interface Kept {
  readonly catalogue: unknown;
  readonly deployment: number;
  readonly lines: readonly string[];
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

/** The use cases over a table, with a clock that stands still. */
export const useCasesOver = ({ client, tableName }: MemoryTable, catalogue: Catalogue): UpdateDeps =>
  forwardingAtOnce({
    store: dynamoDbStore({ client, tableName, now: () => clock.now, ...noPauses }),
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
