import * as fc from 'fast-check';
import type { Catalogue, Condition, Measured, Operators, ShopTrait, Window } from '#test/oracle/catalogue.ts';
import type { Stream } from './arbitrary-events.ts';
import { dayIn, writtenDay, zonedScenes, type Scene } from './scenes.ts';

const minute = 60_000;

interface Seen {
  /** Since the visit before. */
  readonly minutes: number;
  /** By how much it is told late. */
  readonly late: number;
  readonly path: number;
  readonly seconds: number;
}

const seen: fc.Arbitrary<Seen> = fc.record({
  minutes: fc.constantFrom(0, 1, 5, 5, 30, 60, 61, 90),
  late: fc.constantFrom(0, 0, 0, 0, 0, 1, 60, 1500, 4000),
  path: fc.nat({ max: 40 }),
  seconds: fc.constantFrom(0, 0.5, 1, 30, 60),
});

/** More visits of one person, in little more than a week of a scene, than most windows keep one by one. */
const visitsIn = (scene: Scene, count: number): fc.Arbitrary<Stream> =>
  fc
    .tuple(fc.array(seen, { minLength: count, maxLength: count + 100, size: 'max' }), fc.constantFrom(1, 3, 8, 40))
    .map(([visits, days]) => {
      let at = dayIn(scene, 0);
      const told = visits.map(({ minutes, late, path, seconds }, index) => {
        at += minutes * minute;
        const detail = {
          eventId: `e${index}`,
          customerId: 'ann',
          occurredAt: new Date(at).toISOString(),
          path: `/${path}`,
          durationSeconds: seconds,
        };
        return { time: at + late * minute, detail };
      });
      const lines = told
        .toSorted((a, b) => a.time - b.time)
        .map(({ time, detail }) =>
          JSON.stringify({
            time: new Date(time).toISOString(),
            source: 'shop.test',
            'detail-type': 'VisitMade',
            detail,
          }),
        );
      const last = Math.max(...told.map(({ time }) => time));
      return { lines, until: new Date(last + days * 24 * 60 * minute).toISOString() };
    });

/** Windows in which everything is exact, however many events they hold. */
const exactWindow = (scene: Scene): fc.Arbitrary<Window> => {
  const limit = fc.integer({ min: 0, max: 12 }).map((days) => writtenDay(scene, days));
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('day' as const, 'week' as const, 'month' as const), fc.nat({ max: 3 }), fc.nat({ max: 3 }))
      .map(([unit, to, length]) => ({ during: { unit, from: -to - length, to: -to } })),
    limit.map((since) => ({ since })),
    limit.map((until) => ({ until })),
    fc
      .tuple(fc.constantFrom('day' as const, 'week' as const), limit)
      .map(([unit, since]) => ({ during: { unit, from: -2, to: 0 }, since })),
  );
};

const atLeast = (...values: number[]): fc.Arbitrary<Operators> =>
  fc
    .constantFrom(...values)
    .chain((value) => fc.constantFrom<Operators[]>({ gte: value }, { eq: value }, { lt: value }));

interface Asked {
  readonly of: Measured;
  readonly is: fc.Arbitrary<Operators>;
}

const counts = atLeast(1, 10, 50, 100, 200, 256, 257, 300, 350);

const asked = (window: Window): fc.Arbitrary<Asked> => {
  const visits = { performed: 'VisitMade', ...window };
  return fc.constantFrom<Asked[]>(
    { of: visits, is: counts },
    { of: { ...visits, where: { path: { in: ['/1', '/2', '/3'] } } }, is: atLeast(1, 5, 10, 20) },
    { of: { ...visits, sum: 'durationSeconds' }, is: atLeast(100, 1000, 3000, 5000) },
    { of: { ...visits, avg: 'durationSeconds' }, is: atLeast(16, 18, 20) },
    { of: { ...visits, min: 'durationSeconds' }, is: atLeast(0, 0.5) },
    { of: { ...visits, max: 'local.hour' }, is: atLeast(10, 20, 23) },
    { of: { ...visits, first: 'path' }, is: fc.constantFrom<Operators[]>({ lt: '/2' }, { exists: true }) },
    { of: { ...visits, last: 'path' }, is: fc.constantFrom<Operators[]>({ lt: '/2' }, { ne: '/1' }) },
    { of: { ...visits, uniqueCount: 'path' }, is: atLeast(10, 30, 40, 41) },
    { of: { ...visits, uniqueCount: 'local.date' }, is: atLeast(1, 2, 5) },
  );
};

const conditionIn = (scene: Scene): fc.Arbitrary<readonly [Condition, ShopTrait]> =>
  exactWindow(scene)
    .chain(asked)
    .chain(({ of, is }) =>
      is.map((operators) => {
        const isCount = Object.keys(of).every((key) =>
          ['performed', 'where', 'during', 'since', 'until'].includes(key),
        );
        return [{ ...of, ...(isCount ? { times: operators } : { is: operators }) }, of] as const;
      }),
    );

export interface Robot extends Stream {
  readonly catalogue: Catalogue;
}

/** Somebody of whom windows of the calendar hold hundreds of events, and what is exact about them all the same. */
export const arbitraryRobot: fc.Arbitrary<Robot> = fc
  .constantFrom(...zonedScenes)
  .chain((scene) =>
    fc.tuple(fc.constant(scene), fc.array(conditionIn(scene), { minLength: 2, maxLength: 3 }), visitsIn(scene, 260)),
  )
  .map(([{ timeZone = 'UTC' }, conditions, stream]) => ({
    ...stream,
    catalogue: {
      currency: 'GBP',
      timeZone,
      traits: Object.fromEntries(conditions.map(([, trait], index) => [`t${index}`, trait])),
      segments: conditions.map(([when], index) => ({ key: `s${index}`, name: `s${index}`, when })),
    },
  }));
