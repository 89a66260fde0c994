import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryRobot } from '#test/support/arbitrary-robots.ts';
import { runs } from '#test/support/runs.ts';
import { bothAccounts } from './both.ts';
import type { Condition } from './catalogue.ts';

describe('replay()', () => {
  test('is exact by the calendar and between dates where windows hold hundreds of events', async () => {
    const property = fc.asyncProperty(arbitraryRobot, async (robot) => {
      const { real, expected } = await bothAccounts(robot);
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(60));
  });

  test('counts, ranks and orders exactly where a window holds more than 256 events', async () => {
    const is: Record<string, Condition> = {
      count: { performed: 'VisitMade', within: 'P1D', times: { gte: 300 } },
      few: { performed: 'VisitMade', within: 'P1D', times: { lt: 3 } },
      distinct: { performed: 'VisitMade', within: 'P1D', uniqueCount: 'path', is: { gte: 270 } },
      // 45 of them: past 256, the first may be that of an event nearby.
      first: {
        performed: 'VisitMade',
        within: 'P1D',
        where: { category: { eq: 'category 3' } },
        first: 'path',
        is: { eq: '/30' },
      },
      last: {
        performed: 'VisitMade',
        within: 'P1D',
        where: { path: { ne: '/399' } },
        last: 'path',
        is: { eq: '/398' },
      },
      ever: { performed: 'VisitMade', sum: 'durationSeconds', is: { gte: 500 } },
      longest: { performed: 'VisitMade', max: 'durationSeconds', is: { gte: 3 } },
      sessions: { trait: 'visits.sessions', is: { gte: 290 } },
    };
    const minute = 60_000;
    const start = Date.parse('2027-03-01T00:00:00Z');
    const lines = Array.from({ length: 400 }, (_, index) => {
      const detail = {
        eventId: `e${index}`,
        customerId: 'ann',
        // Every seventh comes an hour late.
        occurredAt: new Date(start + index * 4 * minute - (index % 7 === 0 ? 60 * minute : 0)).toISOString(),
        path: `/${index}`,
        category: `category ${index % 9}`,
        sessionId: `s${index % 300}`,
        durationSeconds: (index % 4) + 0.5,
      };
      const time = new Date(start + index * 4 * minute).toISOString();
      return JSON.stringify({ time, source: 'shop.test', 'detail-type': 'VisitMade', detail });
    });
    const topics = Array.from({ length: 12 }, (_, index) => `topic ${index % 11}`);
    const said = { eventId: 'said', customerId: 'ann', occurredAt: '2027-03-01T00:00:00Z', kind: 'chat', topics };
    const time = '2027-03-02T12:00:00Z';
    lines.push(JSON.stringify({ time, source: 'shop.test', 'detail-type': 'FeedbackGiven', detail: said }));
    const segments = Object.entries(is).map(([key, when]) => ({ key, name: key, when }));
    const until = '2027-03-05T00:00:00.000Z';
    const { real, expected } = await bothAccounts({ catalogue: { currency: 'GBP', segments }, lines, until });
    expect(new Set(real.changes['customer ann']?.map((change) => Object(change).segment)).size).toBe(segments.length);
    expect(real).toEqual(expected);
  });
});
