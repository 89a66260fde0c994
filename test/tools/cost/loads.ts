import * as fc from 'fast-check';
import type { Load, WorkPerEvent } from '#lib/tools/cost/work.ts';

/** The work that section I of the design's prices is made out for: 5 % of events change one segment. */
export const plainWork: WorkPerEvent = {
  reads: 3,
  writes: 2,
  indexWrites: 0.04,
  changes: 0.05,
  instants: 0.05,
  ticks: 0,
  eventBytes: 1_000,
  eventRowBytes: 900,
  changeRowBytes: 400,
  profileBytes: 900,
};

export const loadAt = (eventsPerSecond: number, work: Partial<WorkPerEvent> = {}): Load => ({
  eventsPerSecond,
  customers: 1_000_000,
  work: { ...plainWork, ...work },
});

const upTo = (max: number) => fc.double({ min: 0, max, noNaN: true });

const anyRate = fc.double({ min: 0.001, max: 1_000_000, noNaN: true });

const anyWork: fc.Arbitrary<WorkPerEvent> = fc.record({
  reads: upTo(20),
  writes: fc.double({ min: 1, max: 40, noNaN: true }),
  indexWrites: upTo(5),
  changes: upTo(20),
  instants: upTo(5),
  ticks: upTo(3),
  eventBytes: upTo(64_000),
  eventRowBytes: upTo(64_000),
  changeRowBytes: upTo(5_000),
  profileBytes: upTo(300_000),
});

export const anyLoad: fc.Arbitrary<Load> = fc.record({
  eventsPerSecond: anyRate,
  customers: fc.integer({ min: 1, max: 1_000_000_000 }),
  work: anyWork,
});
