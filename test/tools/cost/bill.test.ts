import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchesAt, updateMs } from '#lib/tools/cost/batches.ts';
import { billOf, flowPerMillion } from '#lib/tools/cost/bill.ts';
import counted from '../../../lib/tools/cost/counted-resources.json' with { type: 'json' };
import { measuredPublication, processorShare } from '#lib/tools/cost/measured-times.ts';
import { regions } from '#lib/tools/cost/region-prices.ts';
import type { TraceSampling } from '#lib/tools/cost/trace-sampling.ts';
import { monthSeconds } from '#lib/tools/cost/work.ts';
import { anyLoad, loadAt, plainWork } from './loads.ts';

const dollarsIn = (load: Parameters<typeof billOf>[0]) =>
  Object.fromEntries(billOf(load).parts.map(({ name, dollars }) => [name, dollars]));

const ofApi = (apiRequests?: number) =>
  billOf(loadAt(100), { apiRequests }).parts.find(({ name }) => name === 'HTTP API')?.dollars;

const partWith = (part: string, apiRequests?: number) =>
  billOf(loadAt(100), { apiRequests }).parts.find(({ name }) => name === part)?.dollars ?? NaN;

/** Seconds of the publication of a batch of rows. */
const publicationOf = (rows: number, members: 'all' | 'none' = 'all'): number => {
  const { callsMs, processorMs } = measuredPublication[members];
  const worked = processorMs.one + ((rows - 1) * (processorMs.hundred - processorMs.one)) / 99;
  return (callsMs + worked / processorShare) / 1000;
};

const tracesWith = (traceSampling: TraceSampling) =>
  billOf(loadAt(100), { traceSampling }).parts.find(({ name }) => name === 'traces')?.dollars;

/** The count writes of a change, where each event brings one. */
const countsAt = (rate: number) => {
  const load = loadAt(rate, { changes: 1, instants: 1 });
  const { dollars = NaN } = billOf(load).parts.find(({ name }) => name === 'member counts') ?? {};
  return dollars / (rate * 2.592 * 0.625);
};

describe('billOf()', () => {
  test('is the sum of its parts, none of which is negative', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const { parts, total, perMillion } = billOf(load);
        for (const { dollars } of parts) expect(dollars).toBeGreaterThanOrEqual(0);
        expect(parts.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(total, 6);
        expect(perMillion * load.eventsPerSecond * monthSeconds).toBeCloseTo(total * 1e6, -2);
      }),
    );
  });

  test('counts requests to the HTTP API, and nothing without one', () => {
    expect(ofApi()).toBe(0);
    expect(partWith('alarms', 0) - partWith('alarms')).toBeCloseTo(counted.alarmMetrics.api * 0.1, 9);
    expect(partWith('metrics', 0) - partWith('metrics')).toBeCloseTo(counted.metrics.api * 0.3, 9);
    // $1 for the gateway, $0.20 and 25 GB-seconds in a thousand for the function, 2 read units, 2 KB of log.
    expect(ofApi(1e6)).toBeCloseTo(1 + 0.2 + 0.025 * 13.3334 + 2 * 0.125 + 2 * 0.5, 6);
  });

  test('never falls as events become more', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 1, max: 1_000, noNaN: true }), (load, factor) => {
        const more = { ...load, eventsPerSecond: load.eventsPerSecond * factor };
        expect(billOf(more).total).toBeGreaterThanOrEqual(billOf(load).total * (1 - 1e-9));
      }),
    );
  });

  test('comes to what the sum on paper does at 100 events a second', () => {
    // 259.2 million events in 30 days, a batch of one each, 5 changes a second.
    const parts = dollarsIn(loadAt(100));
    expect(parts['events in']).toBeCloseTo(259.2, 6);
    // 100 sends, 100 receives, 100 deletes, and 5 polls of each of two queues in 20 s: 300.5 a second.
    expect(parts['queue']).toBeCloseTo(300.5 * 2.592 * 0.5, 6);
    // 259.2 million updates of one and 12.96 million publications of one at half a GB, and 43,200 sweeps of 100 ms.
    const seconds = 259.2e6 * (updateMs.one / 1000) + 12.96e6 * publicationOf(1) + 43_200 * 0.1;
    expect(parts['functions']).toBeCloseTo(272.2032 * 0.2 + seconds * 0.5 * 0.0000133334, 4);
    // 3 units each, and 43,200 sweeps of 8.
    expect(parts['table reads']).toBeCloseTo((777.6 + 0.3456) * 0.125, 6);
    expect(parts['table writes']).toBeCloseTo(518.4 * 0.625, 6);
    expect(parts['index writes']).toBeCloseTo(10.368 * 0.625, 6);
    expect(parts['changes out']).toBeCloseTo(12.96, 6);
    expect(parts['archive']).toBeCloseTo(259.2 * 0.1, 6);
    // 1 GB of profiles, 1,000 bytes an event, and a row of 500 bytes for one of twenty: 266.68 GB.
    expect(parts['storage']).toBeCloseTo(266.68 * 0.25, 6);
    expect(parts['backups']).toBeCloseTo(266.68 * 0.2, 6);
    // 290 bytes an update or a sweep, 318 a publication and 242 its segment, of one change.
    expect(parts['logs']).toBeCloseTo((259.2432 * 0.29 + 12.96 * (0.318 + 0.242)) * 0.5, 6);
    expect(parts['traces']).toBe(0);
    expect(parts['metrics']).toBeCloseTo((counted.metrics.always + 20 * 2) * 0.3, 9);
    const { always, members, insight, segment } = counted.alarmMetrics;
    expect(parts['alarms']).toBeCloseTo((always + members + insight + 20 * segment) * 0.1 + 4 * 0.5, 9);
    expect(parts['dashboard']).toBe(3);
    // 12.96 million changes, and 5 rows of 180 bytes of each of a million people.
    expect(parts['members']).toBeCloseTo(12.96 * 0.625 + 0.9 * 0.25, 6);
    // 5 publications a second, of a change each.
    expect(parts['member counts']).toBeCloseTo(12.96 * 0.625, 6);
    // 8,640 times in a month, 20 users and a tenth of an update's milliseconds of functions at any time.
    expect(parts['key']).toBeCloseTo(1 + 8.64 * (20 + updateMs.one / 10) * 0.003, 6);
    // 30 / 7 passes. A scan reads 900 MB of profiles, 233.28 GB of events and 5.184 GB of changes at half a unit for 4 KB; a
    // person's 239,364 bytes are 59 times 4 KB, which one in ten is asked for twice.
    // The lists of members have 5 rows of 80 bytes of each of a million people.
    const units = 3 * ((239.364e9 / 4096) * 0.5) + 1.1e6 * 59 * 0.5 + (400e6 / 4096) * 0.5;
    expect(parts['insight reads']).toBeCloseTo((30 / 7) * (units / 1e6) * 0.125, 4);
    // A million people for 5 ms at 1.73 GB, 2,000 transitions at $25 and as many objects at $5 a million.
    expect(parts['insight work']).toBeCloseTo((30 / 7) * (5_000 * 1.73 * 0.0000133334 + 0.06), 6);
    expect(Object.keys(parts)).toHaveLength(21);
  });

  test('counts members once for each segment of a batch: the more changes meet in one, the fewer for each', () => {
    expect(countsAt(10)).toBeCloseTo(1, 9);
    // A shard has 16 batches a second; it takes 1,000 writes, 2 an event: 6.25, and 31.25 changes in a batch.
    expect(countsAt(100)).toBeCloseTo((16 * (1 - (15 / 16) ** 6.25)) / 6.25, 9);
    expect(countsAt(500)).toBeCloseTo((16 * (1 - (15 / 16) ** 31.25)) / 31.25, 9);
  });

  test('samples traces where that is asked for: 1 and 5 % of the others of a second, of each function', () => {
    // Of 100 updates and 5 publications a second, and of one sweep a minute.
    expect(tracesWith('default')).toBeCloseTo((1 + 0.05 * 99 + 1 + 0.05 * 4 + 1 / 60) * 2.592 * 5, 6);
    expect([tracesWith('producers'), tracesWith('off')]).toEqual([0, 0]);
  });

  test('a log grows with the batch: from one row to a hundred, and by each segment', () => {
    // 500 changes a second of a row each, in 32 batches: 15.625 rows and changes, of 16 (1 - (15 / 16)^15.625) segments.
    const load = loadAt(500, { changes: 1, instants: 1, writes: 4 });
    const publication = 318 + (14.625 * (884 - 318)) / 99 + 242 * 16 * (1 - (15 / 16) ** 15.625);
    const { size, perSecond } = batchesAt(load);
    const update = 290 + ((size - 1) * 43) / 9;
    expect(size).toBeGreaterThan(1);
    const bytes = (perSecond * update + 32 * publication + 290 / 60) * 2.592e6;
    expect(dollarsIn(load)['logs']).toBeCloseTo((bytes / 1e9) * 0.5, 6);
  });

  test('without members, publications are shorter, nothing is listed or counted, and nobody watches that', () => {
    const [all, none] = [billOf(loadAt(100)), billOf(loadAt(100), { members: 'none' })];
    const names = new Set(none.parts.map(({ name }) => name));
    expect(all.parts.map(({ name }) => name).filter((name) => !names.has(name))).toEqual(['members', 'member counts']);
    const less = Object.fromEntries(
      none.parts.map(({ name, dollars }) => [
        name,
        (all.parts.find((part) => part.name === name)?.dollars ?? NaN) - dollars,
      ]),
    );
    const changed = Object.keys(less).filter((name) => less[name] !== 0);
    expect(changed.toSorted()).toEqual(['alarms', 'functions', 'insight reads']);
    const shorter = publicationOf(1) - publicationOf(1, 'none');
    expect(less['functions']).toBeCloseTo(12.96e6 * shorter * 0.5 * 0.0000133334, 6);
    expect(less['alarms']).toBeCloseTo(counted.alarmMetrics.members * 0.1, 9);
  });

  test('has no pass for insight where it is off', () => {
    const [weekly, off] = [billOf(loadAt(100)), billOf(loadAt(100), { insight: 'off' })];
    const names = off.parts.map(({ name }) => name);
    expect(weekly.parts.map(({ name }) => name)).toEqual([...names, 'insight reads', 'insight work']);
    const changed = off.parts.filter(({ dollars }, place) => weekly.parts[place]?.dollars !== dollars);
    expect(changed.map(({ name }) => name)).toEqual(['alarms']);
  });

  test('customers alone cost what they take in the table, and in the pass for insight', () => {
    const twice = { ...loadAt(100), customers: 2_000_000 };
    expect(billOf(twice, { insight: 'off' }).total - billOf(loadAt(100), { insight: 'off' }).total).toBeCloseTo(
      0.25 + 0.2 + 0.225,
      6,
    );
  });
});

describe('billOf() in a region', () => {
  test('takes its prices: of Frankfurt, as read elsewhere in September 2026', () => {
    const { parts } = billOf(loadAt(100), { region: 'eu-central-1' });
    const dollars = Object.fromEntries(parts.map((part) => [part.name, part.dollars]));
    expect(dollars['table writes']).toBeCloseTo(518.4 * 0.7625, 6);
    expect(dollars['table reads']).toBeCloseTo((777.6 + 0.3456) * 0.1525, 6);
    expect(dollars['storage']).toBeCloseTo(266.68 * 0.306, 6);
    expect(dollars['backups']).toBeCloseTo(266.68 * 0.2448, 6);
    expect(dollars['logs']).toBeCloseTo((259.2432 * 0.29 + 12.96 * (0.318 + 0.242)) * 0.63, 6);
    expect(dollars['events in']).toBeCloseTo(259.2, 6);
  });

  test('is dearer in every region than in us-east-1, or as dear, and nowhere twice as dear', () => {
    const least = billOf(loadAt(100)).total;
    expect(regions.length).toBeGreaterThan(12);
    for (const region of regions) {
      const { total } = billOf(loadAt(100), { region });
      expect(total).toBeGreaterThanOrEqual(least);
      expect(total).toBeLessThan(2 * least);
    }
  });
});

describe('flowPerMillion()', () => {
  test('is the design’s own sum on a busy system', () => {
    // Queue 0.600, updates of ten, reads 0.375, writes 1.250, index 0.025, changes 0.050, and 320 publications a second.
    const updates = (0.2 + (updateMs.ten / 1000) * 0.5 * 13.3334) / 10;
    const publications = (320 / 10_000) * (0.2 + publicationOf(500 / 320) * 0.5 * 13.3334);
    expect(flowPerMillion(loadAt(10_000))).toBeCloseTo(0.6 + updates + 0.375 + 1.25 + 0.025 + 0.05 + publications, 3);
  });

  test('an event of 2.1 write and 3.1 read units that changes nothing stays below $2.40 on a busy system', () => {
    const most = loadAt(10_000, { writes: 2.1, reads: 3.1, indexWrites: 0, changes: 0, instants: 0 });
    expect(flowPerMillion(most)).toBeLessThan(2.4);
  });

  test('a quiet system pays for calls that carry one message each', () => {
    const nothing = { ...plainWork, changes: 0, instants: 0 };
    const [quiet, busy] = [1, 10_000].map((rate) => flowPerMillion(loadAt(rate, nothing)));
    expect((quiet ?? 0) - (busy ?? 0)).toBeGreaterThan(0.9);
  });
});
