import { noPauses } from '#lib/ports/backoff.ts';
import { noOutcomes } from '#lib/use-cases/intake/outcome-counts.ts';
import { receiveMessage } from '#lib/use-cases/intake/receive-message.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { readEntry } from '#lib/ports/queue/queue-message.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { LedgerEvent } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import type { Sent } from '#test/load/crowd.ts';
import { processorMs } from '../harness/rounds.ts';

/** A store with customers in it, and the use cases over it. */
export interface CustomerBase {
  readonly store: EmbeddedStore;
  readonly deps: UpdateDeps;
}

/** A customer to be put into the store as if all of that had been received. */
export interface Past {
  readonly customerId: string;
  readonly state: CustomerState;
  readonly events: readonly LedgerEvent[];
}

/** An empty store in a temporary file outside the project, which is gone when it is closed. */
export const openBase = (catalogue: Catalogue): CustomerBase => {
  const store = openEmbeddedStore('');
  let receipts = 0;
  const deps = forwardingAtOnce({
    store,
    catalogue,
    now: () => 0,
    newId: () => {
      receipts += 1;
      return `receipt-${receipts}`;
    },
    ...noPauses,
  });
  return { store, deps };
};

/** Puts customers into the store, in one transaction. */
export const putCustomers = ({ store }: Pick<CustomerBase, 'store'>, pasts: Iterable<Past>): Promise<void> =>
  store.batched(async () => {
    for (const { customerId, state, events } of pasts) {
      const loaded = await store.load(customerKey(customerId), []);
      if ((await store.save({ loaded, state, events, changes: [] })) !== 'saved')
        throw new Error(`Cannot put ${customerId} into the store: it is there already`);
    }
  });

/**
 * Receives events as lines of text, in one transaction as `replay` does. Resolves to microseconds of processor time for
 * each; what is read and written is in the machine's page cache.
 *
 * @throws {Error} where an event is not applied.
 */
export const receiveAll = async ({ store, deps }: CustomerBase, sents: readonly Sent[]): Promise<number> => {
  const lines = sents.map(({ entry }) => JSON.stringify(entry));
  const tally = noOutcomes();
  const began = processorMs();
  await store.batched(async () => {
    for (const [index, line] of lines.entries()) {
      const { arrivedAt = 0 } = sents[index] ?? {};
      await receiveMessage(deps, readEntry(line, { id: `line:${index}`, arrivedAt }), tally);
    }
  });
  const elapsed = processorMs() - began;
  if (tally.applied !== sents.length)
    throw new Error(`Cannot measure updates: of ${sents.length} events ${tally.applied} were applied`);
  return (elapsed * 1_000) / sents.length;
};
