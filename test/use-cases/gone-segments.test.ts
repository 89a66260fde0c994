import { describe, expect, test } from 'vitest';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { personOf } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { arrivalOf, dayMs, embedded, erasure, linking, noon, purchase, waitingRows } from './given.ts';

const catalogueOf = (deployment: number, ...keys: readonly string[]) =>
  compile({ currency: 'GBP', segments: keys.map((key) => ({ key, when: { performed: 'PurchaseMade' } })) }, deployment);

const [ann, lea] = [personOf({ customerId: 'ann' }), personOf({ anonymousId: 'lea' })];

/** Ann and the visitor lea have bought; then the catalogue is another, without a segment that both are in. */
const given = async () => {
  const { store, deps } = embedded({ catalogue: catalogueOf(1, 'buyers', 'gone') });
  await updateCustomer(deps, ann, [arrivalOf(purchase({ customerId: 'ann' }))]);
  await updateCustomer(deps, lea, [arrivalOf(purchase({ anonymousId: 'lea' }))]);
  const list = dynamoDbMembers(new MemoryTable());
  return {
    deps: embedded({ store, catalogue: catalogueOf(2, 'buyers') }).deps,
    /** Who is, or was, in the segment that is gone, by both lists. */
    rows: async () => {
      const bus = { publisher: { publish: async () => [] }, ...noPauses };
      await publishChanges({ ...bus, members: { store: list } }, waitingRows(store));
      const asked = { ...wholeSegment, limit: 10, left: { asOf: noon } };
      const pages = [await list.page('gone', asked), await store.members.page('gone', asked)];
      return pages.map(({ members }) => members.map(({ person, leftAt }) => [person, leftAt]));
    },
  };
};

describe('a membership of a segment that the catalogue no longer has', () => {
  test('is a tombstone once the person is erased', async () => {
    const { deps, rows } = await given();
    await updateCustomer(deps, ann, [arrivalOf(erasure({ customerId: 'ann' }), noon + dayMs)]);
    for (const list of await rows()) expect(list).toContainEqual([ann, noon + dayMs]);
  });

  test('is a tombstone once the visitor is linked, and the customer has none', async () => {
    const { deps, rows } = await given();
    const bob = personOf({ customerId: 'bob' });
    await updateCustomer(deps, bob, [arrivalOf(linking('bob', 'lea'), noon + dayMs)]);
    for (const list of await rows()) {
      expect(list).toContainEqual([lea, noon + dayMs]);
      expect(list.map(([person]) => person)).not.toContain(bob);
    }
  });
});
