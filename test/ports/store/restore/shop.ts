import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { noPauses } from '#lib/ports/backoff.ts';
import { receiveMessage } from '#lib/use-cases/intake/receive-message.ts';
import { noOutcomes } from '#lib/use-cases/intake/outcome-counts.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import type { Finding } from '#lib/ports/store/dynamodb/restore/restore-page.ts';
import { restoreTable, type RestoreDeps } from '#lib/ports/store/dynamodb/restore/restore-table.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { deleteRows } from '#lib/ports/store/dynamodb/batch-calls.ts';
import { keyId, keyOf, type Item } from '#lib/ports/store/dynamodb/item.ts';
import type { Table } from '#lib/ports/store/dynamodb/table.ts';
import type { QueueMessage } from '#lib/ports/queue/queue-message.ts';
import { embedded, messageOf, minuteMs, noon, type Entry } from '#test/use-cases/given.ts';

/** A table of any make, as these tests use it. */
export interface HeldTable extends Pick<Table, 'client' | 'tableName'> {
  readonly items: () => Promise<readonly Item[]> | readonly Item[];
}

const asTable = ({ client, tableName }: HeldTable): Table => ({
  client,
  tableName,
  now: () => noon,
  ...noPauses,
});

/** A shop at work on a table: whatever is said arrives a minute after what was said before. */
export const shopOn = (held: HeldTable) => {
  const { client, tableName } = held;
  const store = dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
  const { deps } = embedded({ store });
  let at = noon;
  const take = (message: QueueMessage) => receiveMessage(deps, message, noOutcomes());
  const rebuildAll = async (repair: boolean): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (const person of await Array.fromAsync(allPersons(store))) {
      const rebuilt = await rebuildPerson({ ...deps, until: Infinity }, person, { repair });
      if (rebuilt.kind !== 'compared' || rebuilt.differences.length > 0) found.push([person, rebuilt]);
    }
    return found;
  };
  return {
    store,
    deps,
    take,
    say: async (...entries: readonly Entry[]): Promise<void> => {
      for (const entry of entries) await take(messageOf(entry, (at += minuteMs)));
    },
    recordOf: async (person: PersonKey) => (await store.load(person, [])).record,
    rebuildAll,
  };
};

export type Shop = ReturnType<typeof shopOn>;

/** The rows as they are, by key. */
export const rowsIn = async (held: HeldTable): Promise<ReadonlyMap<string, Item>> =>
  new Map((await held.items()).map((item) => [keyId(keyOf(item)), item]));

/** What AWS does when it restores a table: another one with the same rows. */
export const copyInto = async ({ client, tableName }: HeldTable, from: HeldTable): Promise<void> => {
  for (const Item of await from.items()) await client.send(new PutItemCommand({ TableName: tableName, Item }));
};

/** What a hand or a fault does. */
export const lose = async (held: HeldTable, isLost: (item: Item) => boolean): Promise<void> =>
  deleteRows(asTable(held), (await held.items()).filter(isLost).map(keyOf));

export const sortedIn = (item: Item): string => item['sk']?.S ?? '';
export const partitionOf = (item: Item): string => item['pk']?.S ?? '';

/** Restores, and tells of whom it cannot set right. */
export const restored = async (from: HeldTable, into: HeldTable, options: Partial<RestoreDeps> = {}) => {
  const findings: Finding[] = [];
  const tally = await restoreTable({
    from: asTable(from),
    into: asTable(into),
    dryRun: false,
    now: noon,
    announceSince: Infinity,
    report: async (found) => void findings.push(...found),
    ...options,
  });
  return { tally, findings };
};
