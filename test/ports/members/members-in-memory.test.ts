import { membershipsBy } from '#lib/core/members/membership.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';
import { membersContract } from './members.contract.ts';

membersContract('in memory, for tests', async (_store, shop) => {
  const list = new MembersInMemory();
  return {
    list,
    keepUp: async () => {
      await list.put(shop.published().flatMap(membershipsBy));
    },
    close: async () => {},
  };
});
