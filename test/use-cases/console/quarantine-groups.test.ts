import { expect, test } from 'vitest';
import { quarantineGroups } from '#lib/use-cases/console/quarantine-groups.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { embedded, erasure, messageOf, noon, purchase, visit } from '#test/use-cases/given.ts';

const item = (quantity: number) => ({ sku: 'a', quantity, unitPrice: 1 });

test('one fault is one group, wherever in a list it is and whichever instant its rule names', async () => {
  const { store, deps } = embedded();
  const messages = [
    messageOf(purchase({ customerId: 'ann', eventId: 'p-1', items: [item(0)] })),
    messageOf(purchase({ customerId: 'ben', eventId: 'p-2', items: [item(1), item(0)] })),
    ...['cid', 'dan'].flatMap((customerId, later) => [
      messageOf(erasure({ customerId, eventId: `e-${customerId}` }), noon + later),
      messageOf(visit({ customerId, eventId: `v-${customerId}` }), noon + later),
    ]),
  ];
  await receiveEvents(deps, messages);
  const { groups } = await quarantineGroups(store, 100);
  expect(groups.map(({ field, rule, entries: count }) => ({ field, rule, count }))).toEqual([
    { field: 'items.quantity', rule: expect.stringMatching(/^must be/) as string, count: 2 },
    { field: 'customerId', rule: 'must be of a person who was not erased', count: 2 },
  ]);
});
