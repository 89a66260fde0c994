import { MemoryTable } from '#test/support/memory-table.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';
import { filledFromTable } from './filled-from-table.ts';

const memoryTable = () => {
  const table = new MemoryTable();
  const { client, tableName } = table;
  return { client, tableName, items: () => table.items(), inserted: async () => table.inserted };
};

filledFromTable(async () => ({ profiles: memoryTable(), copy: memoryTable(), list: new MembersInMemory() }));
