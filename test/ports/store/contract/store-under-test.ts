import { test } from 'vitest';
import type { CustomerStore, OutboxRow } from '#lib/ports/store/customer-store.ts';

/** A store with what the suite must see beside the port. */
export interface StoreUnderTest {
  readonly store: CustomerStore;
  /** Takes what has come to be published since the last call. */
  announced(): Promise<readonly OutboxRow[]>;
  /** Everything that is stored, unpacked, as one text. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

/** Makes an empty store that shares nothing with any other. */
export type MakeStore = () => Promise<StoreUnderTest>;

/** `test` with a new store for each test that asks for `store`, or for `under` to see behind the port. */
export const testOn = (makeStore: MakeStore) =>
  test
    .extend('under', async ({ onTestFinished }) => {
      const under = await makeStore();
      onTestFinished(() => under.close());
      return under;
    })
    .extend('store', ({ under }) => under.store);
