import type { CustomerStore } from '../customer-store.ts';
import { queried } from './due-index.ts';
import { recordedChanges } from './held-rows.ts';
import { beginningWith } from './partition.ts';
import { profiledPersons } from './profiled-persons.ts';
import type { PartitionReads, Table } from './table.ts';
import { tableSize } from './table-size.ts';

/** Half the price of consistent reads. */
const relaxed = (table: Table): PartitionReads => ({
  rowsOf: (partition, prefix) => queried(table, { ConsistentRead: false, ...beginningWith(partition, prefix) }),
});

/**
 * Everybody's profile and their own changes, for lists that are filled from them: not always as the last second left them. It
 * leaves out changes that are still without a row, and those of visitors, who have left all segments by the time they are linked.
 */
export const dynamoDbMembershipReader = (table: Table): Pick<CustomerStore, 'everybody' | 'history' | 'rowCount'> => {
  const reading: Table = { ...table, partitions: relaxed(table) };
  return {
    everybody: (part) => profiledPersons(reading, part),
    history: (person) => recordedChanges(reading, person),
    rowCount: async () => (await tableSize(table)).rows,
  };
};
