import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueIn } from '#test/support/arbitrary-catalogue.ts';
import { streamIn } from '#test/support/arbitrary-events.ts';
import { arbitraryRobot } from '#test/support/arbitrary-robots.ts';
import { damages } from '#test/support/damage.ts';
import { wholeDetails } from '#test/support/whole-details.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { nameOf, realAccount, type Input } from './accounts.ts';
import { bothAccounts } from './both.ts';
import type { Condition } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { isObject } from './event-forms.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryScene } from '#test/support/scenes.ts';

/** Each run writes into a folder of its own. */
const ofReplay = (input: Input): ReturnType<typeof realAccount> => inNewFolder((out) => realAccount(out, input));

/** The last instant at which the first change of everybody after an instant may come, if time runs on for two more years. */
const firstChangesAfter = (input: Input, end: string): Record<string, string> => {
  const until = new Date(Date.parse(end) + 2 * 366 * 86_400_000).toISOString();
  const later = evaluate({ ...input, until }).changes.filter(({ effectiveAt }) => effectiveAt > end);
  return Object.fromEntries(
    later.toReversed().map(({ person, effectiveAt, tolerated }) => {
      const last = tolerated.effectiveAt?.to ?? Date.parse(effectiveAt);
      return [nameOf({ ...person }), new Date(last).toISOString()];
    }),
  );
};

/** A catalogue and events in the days and the zone of one scene. */
const input: fc.Arbitrary<Input> = arbitraryScene
  .chain((scene) => fc.tuple(catalogueIn(scene), streamIn(scene)))
  .map(([catalogue, stream]) => ({ catalogue, ...stream }));

describe('replay()', () => {
  test('brings about what the contract says, on any catalogue and events', async () => {
    const property = fc.asyncProperty(input, async (drawn) => {
      const { real, expected } = await bothAccounts(drawn);
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(250));
  });

  test('looks again no later than the next change that time alone brings', async () => {
    const property = fc.asyncProperty(input, async (drawn) => {
      const { next, profiles } = await ofReplay(drawn);
      const [profile] = Object.values(profiles);
      if (!isObject(profile)) return;
      for (const [person, first] of Object.entries(firstChangesAfter(drawn, String(profile['asOf'])))) {
        expect([person, String(next[person]) <= first, next[person] !== null]).toEqual([person, true, true]);
      }
    });
    await fc.assert(property, runs(60));
  });

  test('is exact by the calendar and between dates where windows hold hundreds of events', async () => {
    const property = fc.asyncProperty(arbitraryRobot, async (robot) => {
      const { real, expected } = await bothAccounts(robot);
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(60));
  });

  test('refuses what the contract refuses and takes everything else, of every type', async () => {
    const times = { time: '2027-03-01T00:00:00.000Z', source: 'shop.test' };
    const lines = Object.entries(wholeDetails).flatMap(([type, detail]) =>
      Object.values(damages).map((damage, index) => {
        const customerId = type === 'ErasureRequested' ? `erased-${index}` : detail['customerId'];
        const header = { eventId: `${type}-${index}`, occurredAt: times.time };
        return damage({ ...times, 'detail-type': type, detail: { ...detail, ...header, customerId } });
      }),
    );
    const { real, expected } = await bothAccounts({ catalogue: { currency: 'GBP', segments: [] }, lines });
    expect(real).toEqual(expected);
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
