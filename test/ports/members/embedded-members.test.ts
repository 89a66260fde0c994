import { membersContract } from './members.contract.ts';

membersContract('embedded', async (store, shop) => ({
  list: store.members,
  keepUp: async () => void shop.published(),
  close: async () => {},
}));

membersContract('embedded, before anything is published', async (store) => ({
  list: store.members,
  keepUp: async () => {},
  close: async () => {},
}));
