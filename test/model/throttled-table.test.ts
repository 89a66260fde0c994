import { describe, expect, test } from 'vitest';
import { audit } from './audit.ts';
import type { Planned } from './entry.ts';
import { runSteadily, steadyWorld } from './steady.ts';
import { start } from './workload.ts';
import type { World } from './world.ts';

const minute = 60_000;

const people = Array.from({ length: 12 }, (_, index) => `person-${index}`);

/** A visit of everyone every minute and a half, so that many come before, while and after the table is throttled. */
const visits: readonly Planned[] = Array.from({ length: 30 }, (_, round) =>
  people.map((customerId, index): Planned => {
    const at = start + round * 90_000 + index * 1000;
    const detail = {
      eventId: `e${round}`,
      customerId,
      occurredAt: new Date(at).toISOString(),
      sessionId: `s${round}`,
      custom: { mark: `mark-${round}-${index}.` },
    };
    return { at, entry: { id: `${customerId}-${round}`, source: 'shop.test', 'detail-type': 'VisitMade', detail } };
  }),
).flat();

const throttled = { from: start + 10 * minute, until: start + 30 * minute };

/** Of every applied event, how long after its arrival it was applied, in seconds, with its arrival. */
const delaysOf = ({ commits }: World) =>
  commits.flatMap(({ events, at }) => events.map(({ arrivedAt }) => ({ arrivedAt, seconds: (at - arrivedAt) / 1000 })));

const longest = (delays: readonly { readonly seconds: number }[]): number =>
  Math.max(...delays.map(({ seconds }) => seconds));

describe('a table that is throttled for 20 minutes', () => {
  test('loses nothing, sends nothing to the dead letters, and delays nothing once it is over', async () => {
    const world = steadyWorld({ workload: visits, throttled });
    await runSteadily(world, { until: start + 50 * minute, tickMs: 1000, batches: 20 });
    expect(world.queue.dead).toEqual([]);
    expect(world.queue.givenUp.size).toBe(0);
    expect(await audit(world)).toEqual([]);
    const delays = delaysOf(world);
    expect(delays).toHaveLength(visits.length);
    // The longest pause is 5 minutes, so everyone is tried again 5 minutes after the throttling has ended.
    const recovered = throttled.until + 5 * minute;
    expect(longest(delays)).toBeLessThanOrEqual((recovered - throttled.from) / 1000 + 1);
    const others = delays.filter(({ arrivedAt }) => arrivedAt < throttled.from || arrivedAt > recovered);
    expect(others.length).toBeGreaterThan(100);
    expect(longest(others)).toBeLessThanOrEqual(1);
  });

  test('keeps the order of each person', async () => {
    const world = steadyWorld({ workload: visits, throttled });
    await runSteadily(world, { until: start + 50 * minute, tickMs: 1000, batches: 20 });
    for (const [, commits] of Map.groupBy(world.commits, ({ person }) => person)) {
      const arrivals = commits.flatMap(({ events }) => events.map(({ arrivedAt }) => arrivedAt));
      expect(arrivals).toEqual(arrivals.toSorted((one, other) => one - other));
    }
  });
});
