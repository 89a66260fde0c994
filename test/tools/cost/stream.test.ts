import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationOf } from '#lib/tools/cost/batches.ts';
import { billOf, flowPerMillion } from '#lib/tools/cost/bill.ts';
import { compareIntakes } from '#lib/tools/cost/compared-intakes.ts';
import { quotasOf } from '#lib/tools/cost/quotas.ts';
import { streamBatchesAt } from '#lib/tools/cost/stream-batches.ts';
import { loadOf } from '#lib/tools/cost/traffic.ts';
import type { Load } from '#lib/tools/cost/work.ts';
import { anyLoad, loadAt } from './loads.ts';

const inStream = (load: Load): Load => ({ ...load, intake: 'stream' });

const sizeAt = (rate: number): number => streamBatchesAt(loadAt(rate)).size;

const dollarsOf = (load: Load, part: string): number =>
  billOf(inStream(load)).parts.find(({ name }) => name === part)?.dollars ?? NaN;

describe('streamBatchesAt()', () => {
  test('takes, of each of four batches of each of four shards, what comes in two seconds after a first record', () => {
    // 160 messages a second are 10 for each of 16.
    expect(streamBatchesAt(loadAt(160))).toMatchObject({ size: 21, messagesPerSecond: 160 });
    expect(streamBatchesAt(loadAt(80, { ticks: 1 })).size).toBe(21);
    expect(streamBatchesAt(loadAt(160)).perSecond).toBeCloseTo(160 / 21, 9);
    expect(streamBatchesAt(loadAt(160)).seconds).toBeCloseTo(durationOf(21) / 1000, 9);
  });

  test('takes records one by one where hardly any come', () => {
    expect(streamBatchesAt(loadAt(0.001)).size).toBeCloseTo(1, 3);
  });

  test('has more shards where more comes, with room for twice as much, and its function keeps up', () => {
    // From 2,000 a second on there are more than four shards, each with 500.
    expect(sizeAt(2_000)).toBe(251);
    expect(sizeAt(1_000_000)).toBe(251);
    const kept = quotasOf(inStream(loadAt(1_000_000))).find(({ name }) => name.startsWith('updates at once'));
    expect(kept).toMatchObject({ reachedAt: Infinity });
    expect(kept?.use).toBeGreaterThan(50);
  });
});

describe('billOf() with the stream', () => {
  test('comes to what the sum on paper does at 100 events a second', () => {
    const load = loadAt(100, { ticks: 0.5 });
    // 720 hours; 1,200 bytes are 1.671875 KB as billed, and half a tick of one: 2.171875 KB of 259.2 million.
    const gigabytes = (259.2e6 * 2.171875 * 1024) / 1e9;
    expect(dollarsOf(load, 'stream')).toBeCloseTo(720 * 0.04 + gigabytes * (0.08 + 0.04) + gigabytes * 0.2 * 0.1, 6);
    // Nothing but the idle polls of both queues.
    expect(dollarsOf(load, 'queue')).toBeCloseTo(0.5 * 2.592 * 0.5, 9);
  });

  test('bills a small event as a whole KB', () => {
    expect(dollarsOf(loadAt(1, { eventBytes: 0 }), 'stream')).toBeCloseTo(
      28.8 + ((2.592e6 * 1024) / 1e9) * (0.12 + 0.02),
      9,
    );
  });

  test('has neither less nor more than the bill with the queue but for the way and what each run leaves', () => {
    fc.assert(
      fc.property(anyLoad, (load) => {
        const [fifo, stream] = [billOf(load), billOf(inStream(load))];
        const differing = new Set(['queue', 'stream', 'functions', 'logs', 'traces', 'key', 'metrics', 'alarms']);
        const alike = ({ parts }: typeof fifo) => parts.filter(({ name }) => !differing.has(name));
        expect(alike(stream)).toEqual(alike(fifo));
        expect(fifo.parts.some(({ name }) => name === 'stream')).toBe(false);
        for (const { dollars } of stream.parts) expect(dollars).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('never falls as events become more', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 1, max: 1_000, noNaN: true }), (load, factor) => {
        const more = inStream({ ...load, eventsPerSecond: load.eventsPerSecond * factor });
        expect(billOf(more).total).toBeGreaterThanOrEqual(billOf(inStream(load)).total * (1 - 1e-9));
      }),
    );
  });

  test('is in what an event costs from where it waits on', () => {
    expect(flowPerMillion(inStream(loadAt(100)))).toBeLessThan(flowPerMillion(loadAt(100)));
    expect(flowPerMillion(inStream(loadAt(0.1)))).toBeGreaterThan(flowPerMillion(loadAt(0.1)));
  });
});

describe('compareIntakes()', () => {
  const load = loadOf({ eventsPerSecond: 100 });

  test('finds the rate from which on the stream costs less', () => {
    const { cheaperFrom } = compareIntakes(load, {});
    expect(cheaperFrom).toBeGreaterThan(1);
    expect(cheaperFrom).toBeLessThan(10);
    for (const [factor, isLess] of [
      [0.99, false],
      [1.01, true],
    ] as const) {
      const { bills } = compareIntakes(loadOf({ eventsPerSecond: cheaperFrom * factor }), {});
      expect(bills.stream.total < bills.fifo.total).toBe(isLess);
    }
  });

  test('bills both as well without what a deployment may do without', () => {
    const { bills, plain, plainest } = compareIntakes(load, { apiRequests: 1e9 });
    for (const intake of ['fifo', 'stream'] as const) {
      const own = { ...load, intake };
      expect(bills[intake]).toEqual(billOf(own, { apiRequests: 1e9 }));
      expect(plain[intake]).toEqual(billOf(own, { members: 'none' }));
      expect(plainest[intake]).toEqual(billOf(own, { members: 'none', insight: 'off' }));
    }
  });
});
