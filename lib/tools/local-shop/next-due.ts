import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, DuePerson } from '#lib/ports/store/customer-store.ts';

/** Who is due first of those who are by an instant; undefined where nobody is. A review may make its person due again: ask anew after each. */
export const nextDue = async (store: Pick<CustomerStore, 'due'>, until: Instant): Promise<DuePerson | undefined> => {
  for await (const due of store.due(until)) return due;
  return undefined;
};
