import { describe } from 'vitest';
import { behindContract } from './behind.contract.ts';
import { changesContract } from './changes.contract.ts';
import { correctionsContract } from './corrections.contract.ts';
import { dueContract } from './due.contract.ts';
import { erasureContract } from './erasure.contract.ts';
import { everybodyContract } from './everybody.contract.ts';
import { heldRowsContract } from './held-rows.contract.ts';
import { ledgerContract } from './ledger.contract.ts';
import { linksContract } from './links.contract.ts';
import { loadAndSaveContract } from './load-and-save.contract.ts';
import { pagingContract } from './paging.contract.ts';
import { quarantineContract } from './quarantine.contract.ts';
import { reducedRowsContract } from './reduced-rows.contract.ts';
import type { MakeStore } from './store-under-test.ts';

type Promised = (makeStore: MakeStore) => void;

const promises: readonly Promised[] = [
  loadAndSaveContract,
  ledgerContract,
  reducedRowsContract,
  correctionsContract,
  changesContract,
  dueContract,
  linksContract,
  erasureContract,
  quarantineContract,
  behindContract,
  everybodyContract,
  heldRowsContract,
  pagingContract,
];

/**
 * Holds an implementation of `CustomerStore` to all that the port promises, a file for each promise.
 *
 * @param notYet - what is promised only once a save has come to rest, where it never does.
 */
export const customerStoreContract = (name: string, makeStore: MakeStore, notYet: readonly Promised[] = []): void => {
  describe(`CustomerStore: ${name}`, () => {
    for (const promise of promises) if (!notYet.includes(promise)) promise(makeStore);
  });
};
