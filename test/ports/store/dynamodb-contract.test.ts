import { noPauses } from '#lib/ports/backoff.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { noon } from '#test/ports/store/contract/store-samples.ts';
import { customerStoreContract } from '#test/ports/store/contract/customer-store.contract.ts';
import { everybodyContract } from '#test/ports/store/contract/everybody.contract.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { contentsOf, isAnnounced } from '#test/support/table-contents.ts';

const overMemory = async (isStale: MemoryTable['isStale']) => {
  const table = new MemoryTable();
  table.isStale = isStale;
  const { client, tableName } = table;
  return {
    store: dynamoDbStore({ client, tableName, now: () => noon, ...noPauses }),
    announced: async () => table.inserted.splice(0).filter(isAnnounced).flatMap(outboxRowsOf),
    everything: async () => contentsOf(table.items()),
    close: async () => client.destroy(),
  };
};

customerStoreContract('DynamoDB, over a table in memory', () => overMemory(() => false));

customerStoreContract(
  'DynamoDB, whose eventually consistent reads all miss the last write',
  () => overMemory(() => true),
  [everybodyContract],
);
