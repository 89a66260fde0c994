import { equal, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { entered, given, notMember, startPatron } from 'patron/test';
import events from './regular-orders.json' with { type: 'json' };
import { lapsing } from './lapsing-regular.ts';

await test('a regular lapses 60 days after the last order, to the second', () => {
  given(lapsing, ...events)
    .advance('P59DT23H59M59S')
    .expect(notMember('lapsing-regular'))
    .advance('PT1S')
    .expect(entered('lapsing-regular'));
});

await test('the mailer would be told of it', async () => {
  const shop = await startPatron({ segments: lapsing });
  for (const event of events) await shop.put(event);
  await shop.advance('P60D');
  equal(shop.changes().at(-1)?.traits['orders.count'], 3);
  await rejects(shop.put('VisitMade', { customerId: 'no spaces, please' }), {
    name: 'EventRefused',
    field: 'customerId',
  });
});
