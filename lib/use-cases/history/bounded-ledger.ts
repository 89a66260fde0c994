import type { CustomerStore, LedgerRow } from '#lib/ports/store/customer-store.ts';

/** The most characters of events that are read of a person to answer one request. */
const mostRead = 4_000_000;

/** The parts of a store by which one person is read. */
export type PersonReads = Pick<CustomerStore, 'load' | 'ledger' | 'history' | 'visitors'>;

/** A store whose ledgers are read up to a limit. */
interface BoundedLedger {
  readonly store: PersonReads;
  /** Whether every row that was asked for was read. */
  readonly isComplete: () => boolean;
}

/**
 * A store that reads at most 4 MB of ledger, so that one person with a long past holds nobody up. What lies beyond is left out, which
 * `isComplete` tells.
 */
export const boundedLedger = (store: PersonReads): BoundedLedger => {
  let [read, complete] = [0, true];
  return {
    store: {
      load: (person, events) => store.load(person, events),
      history: (person) => store.history(person),
      visitors: (person) => store.visitors(person),
      async *ledger(person): AsyncIterable<LedgerRow> {
        for await (const row of store.ledger(person)) {
          read += row.body?.length ?? 0;
          if (read > mostRead) {
            complete = false;
            return;
          }
          yield row;
        }
      },
    },
    isComplete: () => complete,
  };
};
