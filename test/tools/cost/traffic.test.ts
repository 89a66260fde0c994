import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuredWork } from '#lib/tools/cost/measured-work.ts';
import { loadOf, TrafficError } from '#lib/tools/cost/traffic.ts';

const { visits, invoices } = measuredWork;

const at = (changeRate: number) => loadOf({ eventsPerSecond: 10, visitsShare: 1, changeRate }).work;

describe('loadOf()', () => {
  test('takes what is not said from the measured shops', () => {
    const { customers, work } = loadOf({ eventsPerSecond: 10, visitsShare: 1 });
    expect(work).toMatchObject({ reads: visits.reads, writes: visits.writes, changes: visits.changes });
    expect(customers).toBe(Math.round(25_920_000 / visits.eventsPerPersonMonth));
    expect(loadOf({ eventsPerSecond: 10, visitsShare: 0 }).work.writes).toBeCloseTo(invoices.writes, 9);
    expect(loadOf({ eventsPerSecond: 1e-9 }).customers).toBe(1);
  });

  test('mixes the shops in proportion', () => {
    const { work } = loadOf({ eventsPerSecond: 10, visitsShare: 0.25 });
    expect(work.eventBytes).toBeCloseTo(0.25 * visits.eventBytes + 0.75 * invoices.eventBytes, 6);
    expect(work.writes).toBeCloseTo(0.25 * visits.writes + 0.75 * invoices.writes, 9);
  });

  test('where nothing changes, only the events themselves are left', () => {
    const { work } = loadOf({ eventsPerSecond: 10, visitsShare: 1, changeRate: 0 });
    expect(work).toMatchObject({ ...visits.own, indexWrites: 0, changes: 0, instants: 0, ticks: 0 });
  });

  test('changes, their ticks and their units grow with the change rate', () => {
    expect(at(2 * visits.changes).changes).toBeCloseTo(2 * visits.changes, 9);
    expect(at(2 * visits.changes).ticks).toBeCloseTo(2 * visits.ticks, 9);
    expect(at(2 * visits.changes).writes).toBeCloseTo(2 * visits.writes - visits.own.writes, 9);
  });

  test.each([
    [{ eventsPerSecond: 0 }, 'eventsPerSecond as a number above 0 and at most 1,000,000: current value is 0'],
    [{ eventsPerSecond: 1_000_001 }, 'eventsPerSecond'],
    [{ eventsPerSecond: Number.NaN }, 'eventsPerSecond'],
    [{ eventsPerSecond: 1, customers: 0 }, 'customers as a whole number from 1 to 10,000,000,000: current value is 0'],
    [{ eventsPerSecond: 1, customers: 1.5 }, 'customers'],
    [{ eventsPerSecond: 1, changeRate: -0.1 }, 'changeRate as a number from 0 to 100: current value is -0.1'],
    [{ eventsPerSecond: 1, visitsShare: 1.01 }, 'visitsShare as a number from 0 to 1: current value is 1.01'],
  ])('refuses %j', (traffic, message) => {
    expect(() => loadOf(traffic)).toThrow(TrafficError);
    expect(() => loadOf(traffic)).toThrow(`Cannot use ${message}`);
  });

  test('takes whatever is within its bounds, and gives no number below 0', () => {
    const traffic = fc.record({
      eventsPerSecond: fc.double({ min: 1e-6, max: 1_000_000, noNaN: true }),
      changeRate: fc.double({ min: 0, max: 100, noNaN: true }),
      visitsShare: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(traffic, (given) => {
        for (const value of Object.values(loadOf(given).work)) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
