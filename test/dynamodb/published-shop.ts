import { wall } from '#functions/runtime/wall.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbFeed } from '#lib/ports/feed/dynamodb-feed.ts';
import { dynamoDbFeedLog } from '#lib/ports/feed/dynamodb-feed-log.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { keyOf, type Item } from '#lib/ports/store/dynamodb/item.ts';
import { sortKeyPrefixes } from '#lib/ports/store/table-keys.ts';
import { countChanges } from '#lib/use-cases/publish/count-changes.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { createLocalTable } from '#test/support/local-table.ts';
import { meteredWork } from '#test/support/metered-client.ts';
import { asked, shopCatalogue } from '#test/use-cases/api/shop.ts';
import { dayMs, minuteMs, noon } from '#test/use-cases/given.ts';

/** A bus that takes everything. */
const publisher = { publish: async () => [] };

const announced = [sortKeyPrefixes.change, sortKeyPrefixes.quiet, sortKeyPrefixes.erased];

const isAnnounced = (item: Item): boolean => announced.some((prefix) => keyOf(item).sort.startsWith(prefix));

/** The tables of a deployment on a local DynamoDB: of people, of their memberships, of what guards the API, and of what was published. */
export const deployedTables = async (endpoint: string) => {
  const [people, lists, guards, published] = [
    await createLocalTable(endpoint),
    await createLocalTable(endpoint),
    await createLocalTable(endpoint),
    await createLocalTable(endpoint),
  ];
  const [members, counter, feed] = [dynamoDbMembers(lists), dynamoDbCounts(lists), dynamoDbFeed(published)];
  return {
    store: dynamoDbStore({ ...wall, client: people.client, tableName: people.tableName }),
    members,
    counts: counter,
    changes: dynamoDbFeedLog({ client: published.client, tableName: published.tableName, now: () => asked }),
    guards,
    unitsOf: meteredWork(people.client, lists.client, guards.client, published.client),
    /** Does with the table's stream what the function that publishes does, after a pass that has found nobody. */
    publish: async () => {
      await counter.keepSizes(new Map(shopCatalogue.segments.map(({ key }) => [key, 0])), noon - dayMs);
      const rows = (await people.inserted()).filter(isAnnounced).flatMap(outboxRowsOf);
      await publishChanges({ ...noPauses, publisher, members: { store: members } }, rows);
      await countChanges({ counter }, rows, noon);
      const erased = rows.filter((row) => row.kind === 'erasure').map(({ person }) => person);
      await feed.forget(erased, asked - minuteMs);
      await feed.add(
        rows.filter((row) => row.kind === 'changes'),
        asked - minuteMs,
      );
    },
    countsErased: true,
    close: async () => {
      for (const table of [people, lists, guards, published]) await table.drop();
    },
  };
};
