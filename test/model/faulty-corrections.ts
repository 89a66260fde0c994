import { BatchGetItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { CustomerUpdate, LedgerRow, NamedEvent, StrippedEvent } from '#lib/ports/store/customer-store.ts';
import { putRows } from '#lib/ports/store/dynamodb/batch-calls.ts';
import { eventItem } from '#lib/ports/store/dynamodb/event-rows.ts';
import { LoadedItem, storedOf } from '#lib/ports/store/dynamodb/load-person.ts';
import type { Table } from '#lib/ports/store/dynamodb/table.ts';
import { isRecording, withoutConditions, type Command, type Send } from './faulty-client.ts';
import { overriding, storeThrough, type Faulty } from './faulty-store.ts';

/** A worker that is late puts the text of an event back. */
export const lateRowsComeBack = (command: Command): void => {
  if (isRecording(command, /^EVENT#/u)) withoutConditions(command);
};

/** A row as if an event said nothing about others; a withdrawal, which must, says it of nobody. */
const sayingNothing = (row: LedgerRow): LedgerRow => {
  if (row.body === undefined) return row;
  const { detail, ...entry } = JSON.parse(row.body);
  const { replaces: _replaces, revision: _revision, ...rest } = detail;
  const instead = entry['detail-type'] === 'EventWithdrawn' ? { ...rest, replaces: 'never-sent' } : rest;
  return { ...row, body: JSON.stringify({ ...entry, detail: instead }) };
};

/** Who folds the ledger again takes what has a text as what counts. */
export const bodyDecides: Faulty = (store) =>
  overriding(store, {
    ledger: async function* (person) {
      for await (const row of store.ledger(person)) yield sayingNothing(row);
    },
  });

type Reduced = StrippedEvent | NamedEvent;

const putReduced = (table: Table, rows: readonly Reduced[] = []): Promise<unknown> =>
  putRows(table, rows.map(eventItem));

export const strippingBeforeCommit: Faulty = (store, table) =>
  overriding(store, {
    save: async ({ rows, ...update }) => {
      await putReduced(table, rows);
      return store.save(update);
    },
  });

export const strippingAfterCommit: Faulty = (store, table) =>
  overriding(store, {
    save: async ({ rows, ...update }) => {
      const saved = await store.save(update);
      if (saved === 'saved') await putReduced(table, rows);
      return saved;
    },
  });

const withoutNames = ({ rows = [], ...update }: CustomerUpdate): CustomerUpdate => ({
  ...update,
  rows: rows.filter(({ fingerprint }) => fingerprint !== undefined),
});

export const forgettingNames: Faulty = (store) =>
  overriding(store, { save: (update) => store.save(withoutNames(update)) });

/** Takes every telling of a fact for an older one than that which arrives. */
export const laterTellingsWin: Faulty = (store) =>
  overriding(store, {
    load: async (person, events) => {
      const loaded = await store.load(person, events);
      const { known, named, stripped } = loaded;
      const newest = new Map([...loaded.newest].map(([fact, { eventId }]) => [fact, { number: -1, eventId }]));
      return new LoadedItem(storedOf(loaded), { known, named, stripped, newest });
    },
  });

export const eventsBeforeFacts: Faulty = (store, table) =>
  overriding(store, {
    save: async (update) => {
      const held: Command[] = [];
      const direct: Send = (command) => (table.client.send as unknown as Send).call(table.client, command);
      const inverted = storeThrough(table, async (command, send) => {
        if (!isRecording(command, /^FACT#/u)) return send(command);
        held.push(command);
        return {};
      });
      const result = await inverted.save(update);
      for (const command of held) await direct(command);
      return result;
    },
  });

type Item = Record<string, AttributeValue>;

const unpadded = (told: string): string => told.replace(/^0+(?=\d)/u, '');
const padded = (told: string): string => told.replace(/^\d+/u, (digits) => digits.padStart(16, '0'));

/** An item whose attribute of this name, where it has one, is another text. */
const rewritten = (item: Item, name: string, how: (told: string) => string): Item => {
  const told = item[name]?.S;
  return told === undefined ? item : { ...item, [name]: { S: how(told) } };
};

/** Keeps the numbers of tellings as they are written, so that 9 comes after 10. */
export const numbersAsText = async (command: Command, send: Send): Promise<object> => {
  if (command instanceof PutItemCommand && isRecording(command, /^FACT#/u)) {
    const { Item: item = {}, ExpressionAttributeValues: values = {} } = command.input;
    command.input.Item = rewritten(item, 'newest', unpadded);
    command.input.ExpressionAttributeValues = rewritten(values, ':newest', unpadded);
  }
  const answer = await send(command);
  if (!(command instanceof BatchGetItemCommand)) return answer;
  const { Responses = {} } = answer as { Responses?: Record<string, Item[]> };
  const read = Object.entries(Responses).map(([name, items]) => [
    name,
    items.map((item) => rewritten(item, 'newest', padded)),
  ]);
  return { ...answer, Responses: Object.fromEntries(read) };
};
