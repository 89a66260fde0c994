import { expect, test } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { arrivalOf, dayMs, embedded, noon, purchase } from './given.ts';

const ada = customerKey('ada');
const boughtAt = noon - 60_000;

/** Thirty days after a purchase a condition flips in vain, after sixty the buyer leaves. */
const catalogue = compile({
  currency: 'GBP',
  segments: [
    {
      key: 'both',
      when: { all: [{ performed: 'PurchaseMade', within: 'P30D' }, { performed: 'VisitMade' }] },
    },
    { key: 'bought', when: { performed: 'PurchaseMade', within: 'P60D' } },
  ],
});

const shop = async () => {
  const table = new MemoryTable();
  let now = noon;
  const store = dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => now, ...noPauses });
  const { deps } = embedded({ store, catalogue, now: () => now });
  await updateCustomer(deps, ada, [arrivalOf(purchase({ customerId: 'ada' }))]);
  const writes = () => table.calls.filter(({ name }) => name === 'put' || name === 'transact').length;
  const wait = (at: number) => {
    now = at;
    return Array.fromAsync(store.due(at));
  };
  const differences = () =>
    rebuildPerson({ store, catalogue, now: () => now, until: now, ...noPauses }, ada, { repair: false });
  return { deps, wait, writes, differences };
};

test('a person is due when time changes a membership, and not when a condition flips in vain', async () => {
  const { deps, wait, differences } = await shop();
  expect(await wait(boughtAt + 60 * dayMs - 1)).toEqual([]);
  expect(await differences()).toEqual({ kind: 'compared', differences: [] });
  expect(await wait(boughtAt + 60 * dayMs)).toEqual([{ person: ada, dueAt: boughtAt + 60 * dayMs }]);
  expect(await reviewCustomer(deps, ada, { at: boughtAt + 60 * dayMs + 1 })).toMatchObject({ changes: 1 });
  expect(await wait(boughtAt + 900 * dayMs)).toEqual([]);
});

test('a review that comes all the same writes nothing, and the ledger still makes the same profile', async () => {
  const { deps, wait, writes, differences } = await shop();
  await wait(boughtAt + 31 * dayMs);
  const before = writes();
  expect(await reviewCustomer(deps, ada, { at: boughtAt + 31 * dayMs })).toEqual({ changes: 0, conflicts: 0 });
  expect(writes()).toBe(before);
  expect(await differences()).toEqual({ kind: 'compared', differences: [] });
});
