import { customerKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

/** The state of a customer as stored. */
export const stateOf = async (store: CustomerStore, customerId: string): Promise<CustomerState> => {
  const { record } = await store.load(customerKey(customerId), []);
  if (record?.kind !== 'profile') throw new Error(`Cannot find ${customerId}`);
  return record.state;
};

export const jsonBytes = (state: CustomerState): number => Buffer.byteLength(JSON.stringify(state));

/** How many events the ledger holds of a customer. */
export const ledgerSize = async (store: CustomerStore, customerId: string): Promise<number> => {
  let size = 0;
  for await (const _ of store.ledger(customerKey(customerId))) size += 1;
  return size;
};
