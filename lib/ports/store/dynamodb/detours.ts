import { tryCommit } from './commit.ts';
import type { Detours } from '../detours.ts';
import { unchangedSince } from './conditions.ts';
import { readPerson, storedOf } from './load-person.ts';
import { itemOfPerson } from './person-item.ts';
import type { Table } from './table.ts';

/** The detours in a table, as attributes of each person's own item. A change writes the whole item, and so is rare. */
export const dynamoDbDetours = (table: Table): Detours => ({
  of: async (person) => (await readPerson(table, person)).detour,
  set: async (loaded, detour) => {
    const before = storedOf(loaded);
    const { record } = before;
    if (record === undefined) throw new TypeError('Cannot set the detour of a person: current value is nobody stored');
    const item = itemOfPerson({ ...before, record, version: before.version + 1, detour });
    return tryCommit(table, { puts: [{ Item: item, ...unchangedSince(before) }], owed: [] });
  },
});
