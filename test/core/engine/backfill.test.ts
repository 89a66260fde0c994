import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import { backfill } from '#lib/core/engine/backfill.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { purchase } from '../profile/events.ts';

describe('backfill()', () => {
  test('decides at the customer’s clock where that is later, so that no change lies before another', () => {
    const order = purchase({ at: '2027-01-05T00:00:00Z' });
    const before = compile({ currency: 'GBP', segments: [{ key: 'visited', when: { performed: 'VisitMade' } }] });
    const after = compile({ currency: 'GBP', segments: [{ key: 'bought', when: { performed: 'PurchaseMade' } }] });
    const { state } = apply(before, undefined, order);
    const past = { events: [order], at: parseInstant('2027-01-02T00:00:00Z') };
    const decided = backfill(after, state, past);
    expect(decided.changes).toMatchObject([{ effectiveAt: '2027-01-05T00:00:00.000Z', origin: 'backfill' }]);
    expect(decided.state).toMatchObject({ clock: order.arrivedAt, memberships: { bought: order.arrivedAt } });
  });
});
