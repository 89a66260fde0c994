import { membershipsBy } from '#lib/core/members/membership.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { membersContract } from './members.contract.ts';

membersContract('DynamoDB, over a table in memory', async (_store, shop) => {
  const { client, tableName } = new MemoryTable();
  const list = dynamoDbMembers({ client, tableName });
  return {
    list,
    keepUp: async () => {
      const rows = shop.published().flatMap(membershipsBy);
      // Late, in the reverse order, and each twice.
      await list.put([...rows.toReversed(), ...rows]);
    },
    close: async () => client.destroy(),
  };
});
