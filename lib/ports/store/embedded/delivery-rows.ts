import type { DatabaseSync } from 'node:sqlite';
import { firstRow, rows } from './rows.ts';

/** A message for a webhook. */
export interface Delivery {
  /** The same however often the message is sent. */
  readonly id: string;
  readonly body: string;
}

/** A message that waits for a webhook, with its place in the order. */
interface WaitingDelivery extends Delivery {
  readonly position: number;
}

/** Made when a webhook is first asked for, since no other store needs them. */
const tables = `
  CREATE TABLE IF NOT EXISTS delivery (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS webhook (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    secret TEXT NOT NULL
  ) STRICT;
`;

/** The statements over the tables of a webhook, which are made where there are none. */
const deliveryStatements = (database: DatabaseSync) => {
  database.exec(tables);
  return {
    insert: database.prepare('INSERT OR IGNORE INTO delivery (id, body) VALUES (?, ?)'),
    remove: database.prepare('DELETE FROM delivery WHERE position = ?'),
    first: firstRow<WaitingDelivery & { readonly [Name in keyof WaitingDelivery]: string | number }>(
      database.prepare('SELECT position, id, body FROM delivery ORDER BY position LIMIT 1'),
    ),
    count: rows<{ readonly count: number }>(database.prepare('SELECT count(*) AS count FROM delivery')),
    keepSecret: database.prepare('INSERT OR IGNORE INTO webhook VALUES (1, ?)'),
    secret: firstRow<{ readonly secret: string }>(database.prepare('SELECT secret FROM webhook')),
  };
};

/** What waits for a webhook, in order, and the secret that it is signed with. */
export interface Deliveries {
  /** Adds a message behind all others, unless one with its id waits already. */
  add(delivery: Delivery): void;
  first(): WaitingDelivery | undefined;
  /** Removes a message that was delivered. */
  remove(position: number): void;
  count(): number;
  /** The secret that is kept; from now on this one, where none is. */
  secret(fresh: string): string;
}

/** The messages that a database keeps for a webhook. Nothing is made of them until they are used. */
export const deliveryRows = (database: DatabaseSync): Deliveries => {
  let prepared: ReturnType<typeof deliveryStatements> | undefined;
  const statements = () => (prepared ??= deliveryStatements(database));
  return {
    add: ({ id, body }) => {
      statements().insert.run(id, body);
    },
    first: () => statements().first(),
    remove: (position) => {
      statements().remove.run(position);
    },
    count: () => statements().count()[0]?.count ?? 0,
    secret: (fresh) => {
      statements().keepSecret.run(fresh);
      return statements().secret()?.secret ?? fresh;
    },
  };
};
