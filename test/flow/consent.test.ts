import { describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { changesIn, replayed } from './replayed.ts';
import { consent, erasure, linked, purchase, visit } from './said.ts';

const buyers: Segment = { key: 'buyers', when: { performed: 'PurchaseMade' } };
const offers: Segment = { ...buyers, key: 'offers', requires: { consent: 'marketing' } };
const recent: Segment = { key: 'recent', when: { performed: 'VisitMade', within: 'P1D' } };

/** The parts of a published change that these tests read. */
interface PublishedChange {
  readonly consent: object;
  readonly because: readonly { path: string; condition: string; observed?: unknown; holds: boolean }[];
}

const publishedIn = ({ changes }: Awaited<ReturnType<typeof replayed>>) =>
  changes.filter(({ detail }) => 'because' in detail).map(({ detail }) => detail as unknown as PublishedChange);

describe('consent', () => {
  test('is in every change, as it was at that instant, whatever brought the change', async () => {
    const events = [
      visit({ at: '2026-03-01T10:00:00Z' }),
      consent({ at: '2026-03-01T12:00:00Z' }),
      visit({ at: '2026-03-03T10:00:00Z' }),
      consent({ at: '2026-03-03T11:00:00Z', purpose: 'analytics', granted: false }),
      visit({ at: '2026-03-03T11:30:00Z', anonymousId: 'visitor-1' }),
      linked({ at: '2026-03-03T12:00:00Z' }),
      consent({ at: '2026-03-05T10:00:00Z', granted: false }),
      visit({ at: '2026-03-05T11:00:00Z' }),
      erasure({ at: '2026-03-05T12:00:00Z' }),
    ];
    const result = await replayed({ segments: [recent], events });
    const both = { marketing: true, analytics: false };
    expect(changesIn(result).map((change, index) => [change, publishedIn(result)[index]?.consent])).toEqual([
      ['cust-1 1 +recent 2026-03-01T10:00:00.000Z live', {}],
      ['cust-1 2 -recent 2026-03-02T10:00:00.000Z timer', { marketing: true }],
      ['cust-1 3 +recent 2026-03-03T10:00:00.000Z live', { marketing: true }],
      ['~visitor-1 1 +recent 2026-03-03T11:30:00.000Z live', {}],
      ['~visitor-1 2 -recent 2026-03-03T12:00:00.000Z merge', {}],
      ['cust-1 4 -recent 2026-03-04T11:30:00.000Z timer', both],
      ['cust-1 5 +recent 2026-03-05T11:00:00.000Z live', { marketing: false, analytics: false }],
      ['cust-1 6 -recent 2026-03-05T12:00:00.000Z erasure', { marketing: false, analytics: false }],
      ['cust-1 erased 2026-03-05T12:00:00.000Z', undefined],
    ]);
  });

  test('that is required and missing keeps a segment silent', async () => {
    const events = [
      purchase({ at: '2026-03-01T10:00:00Z' }),
      consent({ at: '2026-03-02T10:00:00Z', purpose: 'analytics' }),
      consent({ at: '2026-03-03T10:00:00Z', granted: false }),
      purchase({ at: '2026-03-04T10:00:00Z' }),
    ];
    expect(changesIn(await replayed({ segments: [offers], events }))).toEqual([]);
  });

  test('that is required enters and exits when it changes, and says so', async () => {
    const events = [
      purchase({ at: '2026-03-01T10:00:00Z' }),
      consent({ at: '2026-03-02T10:00:00Z' }),
      consent({ at: '2026-03-03T10:00:00Z', granted: false }),
      consent({ at: '2026-03-04T10:00:00Z' }),
    ];
    const result = await replayed({ segments: [offers], events });
    expect(changesIn(result)).toEqual([
      'cust-1 1 +offers 2026-03-02T10:00:00.000Z live',
      'cust-1 2 -offers 2026-03-03T10:00:00.000Z live',
      'cust-1 3 +offers 2026-03-04T10:00:00.000Z live',
    ]);
    const condition = 'consent.marketing = true';
    expect(publishedIn(result).map(({ because }) => because)).toEqual([
      [{ path: 'requires.consent', condition, observed: true, holds: true }],
      [{ path: 'requires.consent', condition, observed: false, holds: false }],
      [{ path: 'requires.consent', condition, observed: true, holds: true }],
    ]);
  });

  test('that came late counts by its own time', async () => {
    const events = [
      purchase({ at: '2026-03-01T10:00:00Z' }),
      consent({ at: '2026-03-03T10:00:00Z', granted: false }),
      consent({ at: '2026-03-04T10:00:00Z', occurredAt: '2026-03-02T10:00:00Z' }),
    ];
    const result = await replayed({ segments: [offers], events });
    expect(changesIn(result)).toEqual([]);
    expect(result.profiles).toMatchObject([{ traits: { consent: { marketing: false } } }]);
  });

  test('of a visitor becomes the customer’s, unless the customer’s is newer', async () => {
    const asVisitor = { anonymousId: 'visitor-1' };
    const events = (granted: string) => [
      purchase({ at: '2026-03-01T10:00:00Z' }),
      consent({ at: '2026-03-02T10:00:00Z', granted: false }),
      consent({ at: granted, ...asVisitor }),
      linked({ at: '2026-03-04T10:00:00Z' }),
    ];
    expect(changesIn(await replayed({ segments: [offers], events: events('2026-03-03T10:00:00Z') }))).toEqual([
      'cust-1 1 +offers 2026-03-04T10:00:00.000Z merge',
    ]);
    expect(changesIn(await replayed({ segments: [offers], events: events('2026-03-01T11:00:00Z') }))).toEqual([]);
  });
});
