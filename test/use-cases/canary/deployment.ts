import type { CanaryHeard } from '#events/canary-heard.ts';
import { canaryPerson } from '#lib/core/profile/canary.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { dynamoDbCanary } from '#lib/ports/store/dynamodb/canary-rows.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { CanaryEvent } from '#lib/use-cases/canary/canary-event.ts';
import type { CanaryDeps } from '#lib/use-cases/canary/run-canary.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { messageOf, noon } from '../given.ts';

/** What is broken in a deployment. */
interface Broken {
  /** Whether an event on the bus reaches the updates; all do by default. */
  readonly arrives?: (event: CanaryEvent) => boolean;
  /** Whether changes are published; they are by default. */
  readonly publishes?: boolean;
}

const announced = /^(?:CHANGE|ERASED)#/;

/** A deployment in memory: the updates and the publication as they are, with simulated time. */
export const deploymentOf = (source: CatalogueSource, { arrives = () => true, publishes = true }: Broken = {}) => {
  const { client, tableName, inserted } = new MemoryTable();
  let time = noon;
  const now = () => time;
  const table = { client, tableName, now, ...noPauses };
  const store = dynamoDbStore(table);
  const catalogue = compile(source);
  const updates = forwardingAtOnce({ store, catalogue, now, newId: () => 'receipt-1', ...noPauses });
  const said: OutgoingEntry[] = [];
  const members: unknown[] = [];
  let read = 0;
  let unheard = 0;
  const putMembers = async (put: readonly unknown[]) => {
    members.push(...put);
    return [];
  };

  const publish = async (): Promise<void> => {
    const rows = inserted.slice(read).filter(({ sk }) => announced.test(sk?.S ?? ''));
    read = inserted.length;
    const publisher = {
      publish: async (entries: readonly OutgoingEntry[]) => {
        said.push(...entries);
        return [];
      },
    };
    await publishChanges(
      { publisher, members: { store: { put: putMembers } }, ...noPauses },
      rows.flatMap(outboxRowsOf),
    );
  };

  const rows = dynamoDbCanary(table);
  const put: string[] = [];
  const deps: CanaryDeps = {
    catalogue,
    store,
    rows,
    now,
    sleep: async (ms) => {
      time += ms;
    },
    newId: () => 'run-1',
    put: async (event) => {
      put.push(event['detail-type']);
      if (arrives(event)) await receiveEvents(updates, [messageOf(event, now())]);
      if (publishes) await publish();
    },
    hear: async () => {
      const news = said.slice(unheard);
      unheard = said.length;
      return news.map(({ detail }) => JSON.parse(detail) as CanaryHeard);
    },
  };
  /** What is stored of the made-up person. */
  const left = async () => (await store.load(canaryPerson, [])).record?.kind;
  return { deps, table, store, said, members, put, left };
};
