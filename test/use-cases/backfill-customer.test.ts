import { describe, expect, test } from 'vitest';
import { personOf } from '#lib/core/profile/person.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { arrivalOf, dayMs, embedded, linking, noon, purchase, visit, waitingRows } from './given.ts';

const [ann, lea] = [personOf({ customerId: 'ann' }), personOf({ anonymousId: 'lea' })];

const before = compile({
  currency: 'GBP',
  segments: [
    { key: 'buyer', name: 'Buyers', when: { performed: 'PurchaseMade' } },
    { key: 'dropped', name: 'Dropped', when: { performed: 'PurchaseMade' } },
  ],
});
const repeatJson = {
  currency: 'GBP',
  segments: [
    {
      key: 'repeat',
      name: 'Bought twice in 30 days',
      when: { performed: 'PurchaseMade', within: 'P30D', times: { gte: 2 } },
    },
    { key: 'buyer', name: 'Buyers', when: { performed: 'PurchaseMade' } },
  ],
};
const after = compile(repeatJson, 2);

const order = (n: number, arrivedAt: number) =>
  arrivalOf(
    purchase({ customerId: 'ann', eventId: `p-${n}`, occurredAt: new Date(arrivedAt).toISOString() }),
    arrivedAt,
  );

/** Ann has bought twice, a day apart, under the first catalogue. */
const bought = async () => {
  const store = openEmbeddedStore();
  const old = embedded({ store, catalogue: before });
  await updateCustomer(old.deps, ann, [order(1, noon), order(2, noon + dayMs)]);
  return { store, old: old.deps, deps: embedded({ store, catalogue: after }).deps };
};

const rowsIn = (store: ReturnType<typeof openEmbeddedStore>) =>
  waitingRows(store)
    .flatMap((row) =>
      'changes' in row
        ? row.changes.map(({ status, segment }) => `${row.origin} ${status} ${segment.key} ${row.effectiveAt}`)
        : [],
    )
    .slice(2);

const at = (days: number) => new Date(noon + days * dayMs).toISOString();

describe('backfillCustomer()', () => {
  test('folds what a new catalogue asks from the ledger when an event touches the customer, then applies the event', async () => {
    const { store, deps } = await bought();
    const outcomes = await updateCustomer(deps, ann, [order(3, noon + 2 * dayMs)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied']);
    expect(rowsIn(store)).toEqual([`backfill exited dropped ${at(2)}`, `backfill entered repeat ${at(2)}`]);
    const { record } = await store.load(ann, []);
    expect(record).toMatchObject({
      state: { sequence: 4, deployment: 2, memberships: { buyer: noon, repeat: noon + 2 * dayMs } },
    });
  });

  test('is done by a tick as well, and timers go by the new catalogue from then on', async () => {
    const { store, deps } = await bought();
    await reviewCustomer(deps, ann, { at: noon + 3 * dayMs });
    await reviewCustomer(deps, ann, { at: noon + 60 * dayMs });
    expect(rowsIn(store)).toEqual([
      `backfill exited dropped ${at(3)}`,
      `backfill entered repeat ${at(3)}`,
      `timer exited repeat ${at(30)}`,
    ]);
  });

  test('takes the past of linked visitors in, and brings a visitor up to date before it is linked', async () => {
    const { store, old, deps } = await bought();
    await updateCustomer(old, lea, [arrivalOf(visit({ anonymousId: 'lea' }))]);
    await updateCustomer(deps, ann, [arrivalOf(linking('ann', 'lea'), noon + 2 * dayMs)]);
    const newest = compile({ ...repeatJson, segments: [{ key: 'visited', when: { performed: 'VisitMade' } }] }, 3);
    await reviewCustomer(embedded({ store, catalogue: newest }).deps, ann, { at: noon + 3 * dayMs });
    expect(rowsIn(store).at(-1)).toBe(`backfill entered visited ${at(3)}`);
  });

  test('happens once for each catalogue', async () => {
    const { store, deps } = await bought();
    await reviewCustomer(deps, ann, { at: noon + 3 * dayMs });
    const changes = rowsIn(store);
    await reviewCustomer(deps, ann, { at: noon + 4 * dayMs });
    expect(rowsIn(store)).toEqual(changes);
  });

  test('leaves alone what a newer deployment has decided', async () => {
    const { store, old, deps } = await bought();
    await reviewCustomer(deps, ann, { at: noon + 3 * dayMs });
    const changes = rowsIn(store);
    await expect(updateCustomer(old, ann, [order(3, noon + 4 * dayMs)])).rejects.toThrow(
      'Cannot decide a person as deployment 0: current value is of deployment 2',
    );
    expect(rowsIn(store)).toEqual(changes);
  });
});
