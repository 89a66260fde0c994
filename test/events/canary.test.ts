import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { canaryId, canarySource } from '#events/canary.ts';

const visit = (ids: object, source?: string) => ({
  source,
  'detail-type': 'VisitMade',
  detail: { eventId: 'v-1', occurredAt: '2026-11-02T09:12:00Z', ...ids },
});

const messageOf = (entry: unknown): string | undefined => {
  const accepted = acceptEntry(entry);
  return accepted.ok ? undefined : accepted.refusal.message;
};

describe('the made-up person', () => {
  test('is spoken of by the canary', () => {
    expect(messageOf(visit({ customerId: canaryId }, canarySource))).toBeUndefined();
  });

  test.each([
    [{ customerId: canaryId }, 'shop.web', 'customerId must not be "patron-canary"'],
    [{ customerId: canaryId }, undefined, 'customerId must not be "patron-canary"'],
    [{ anonymousId: canaryId }, canarySource, 'anonymousId must not be "patron-canary"'],
    [{ customerId: 'cust-42', anonymousId: canaryId }, 'shop.web', 'anonymousId must not be "patron-canary"'],
    [{ customerId: 'cust-42' }, canarySource, 'source must not be "patron.canary"'],
    [{ anonymousId: 'visitor-7' }, canarySource, 'source must not be "patron.canary"'],
  ])('is nobody else: %j of %s', (ids, source, message) => {
    expect(messageOf(visit(ids, source))).toContain(message);
  });
});
