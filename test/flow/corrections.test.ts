import { expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { replayed } from './replayed.ts';
import { erasure, purchase } from './said.ts';

const buyers: Segment = { key: 'buyers', when: { performed: 'PurchaseMade' } };
const at = '2026-03-01T10:00:00Z';

const telling = (eventId: string, number: number, more: object = {}) =>
  purchase({ at, eventId, revision: { of: 'order-1', number }, ...more });

const withdrawal = (eventId: string, replaces: string, more: object = {}) => {
  const { detail, ...envelope } = purchase({ at, eventId, replaces, ...more });
  return { ...envelope, 'detail-type': 'EventWithdrawn', detail };
};

test('summary.json tells how many events do not count at the end, and what was named and never came', async () => {
  const events = [
    telling('e-1', 1),
    telling('e-3', 3),
    telling('e-2', 2),
    withdrawal('w-1', 'e-9'),
    withdrawal('w-2', 'e-9'),
    withdrawal('w-3', 'e-8'),
    purchase({ at, eventId: 'e-8' }),
    telling('b-1', 1, { customerId: 'bob' }),
    telling('b-2', 2, { customerId: 'bob' }),
    withdrawal('b-3', 'b-9', { customerId: 'bob' }),
  ];
  const { summary } = await replayed({ segments: [buyers], events });
  expect(summary).toMatchObject({ events: 10, applied: 10, replaced: 4, unmetReplacements: 2 });
  const erased = await replayed({ segments: [buyers], events: [...events, erasure({ at, customerId: 'bob' })] });
  expect(erased.summary).toMatchObject({ applied: 11, replaced: 3, unmetReplacements: 1 });
});
