import { describe, expect, test } from 'vitest';
import type { Course } from '#lib/core/insight/metrics/course.ts';
import { stepsBySegment } from '#lib/core/insight/metrics/membership-step.ts';
import { segmentMetrics, type SegmentPeriod } from '#lib/core/insight/metrics/segment-metrics.ts';
import { day } from '#lib/core/time/duration.ts';

const week = 7 * day;

/** The end of the only period, far from 1970. */
const to = 20_000 * day;
const from = to - week;
const period = { before: from - week, from, to };
const terms = { segments: ['gold', 'new'], periods: [period], minimum: 1 };

type Steps = readonly (readonly [segment: string, ...instants: readonly number[]])[];

/** Somebody who enters each segment at the first instant, leaves it at the second, and so on. */
const course = (steps: Steps, rest: Partial<Course> = {}): Course => ({
  memberships: stepsBySegment(
    steps.flatMap(([segment, ...instants]) => instants.map((at, index) => ({ segment, at, isIn: index % 2 === 0 }))),
  ),
  sales: [],
  moods: [],
  ...rest,
});

const told = (courses: readonly Course[], with_ = terms): readonly SegmentPeriod[] => {
  const accumulator = segmentMetrics(with_);
  return accumulator.result(courses.reduce(accumulator.add, accumulator.empty()));
};

const gold = (courses: readonly Course[], with_ = terms): SegmentPeriod => {
  const [line] = told(courses, with_);
  if (line === undefined) throw new Error('no line');
  return line;
};

const sale = (at: number, amount: number, rest = {}) => ({
  at,
  since: -Infinity,
  amount,
  isOrder: amount >= 0,
  ...rest,
});

const buyer = (index: number): Course => ({
  ...course([['gold', to - 100 * day]]),
  sales: [from - 1, from].map((at) => ({ at, since: -Infinity, amount: 100 + index, isOrder: true })),
  moods: [{ at: from, mean: 0.5 }],
});

const buyers = (count: number): readonly Course[] => Array.from({ length: count }, (_, index) => buyer(index));

describe('size, adds and drops', () => {
  test('count changes from the beginning of a period until before its end', () => {
    const line = gold([
      course([['gold', from]]),
      course([['gold', from - 1]]),
      course([['gold', to - 1]]),
      course([['gold', to]]),
      course([['gold', from - week, from]]),
      course([['gold', from - week, from - 1]]),
      course([['gold', from + 1, from + 2, from + 3]]),
    ]);
    expect(line).toMatchObject({ size: 4, adds: 4, drops: 2 });
    // Members at the beginning: the second and the fifth, who leaves at that very instant.
    expect(line.volatility).toBe(6 / ((2 + 4) / 2));
  });

  test('have no volatility where nobody is in a segment at either end', () => {
    expect(gold([course([['gold', from + 1, from + 2]])])).toMatchObject({
      size: 0,
      adds: 1,
      drops: 1,
      volatility: null,
    });
  });
});

describe('stayed and stability', () => {
  test('compare with the members just before 90 and 7 days before the end', () => {
    const then = to - 90 * day;
    const line = gold([
      course([['gold', then - 1]]),
      course([['gold', then]]),
      course([['gold', then - 2, then - 1]]),
      course([['gold', then - 1, to - 1]]),
      course([['gold', then - 1, to]]),
      course([['gold', from]]),
    ]);
    expect(line.stayed).toBe(2 / 3);
    // A week before: the first, second, fourth and fifth; at the end: the first, second, fifth and sixth.
    expect(line.stability).toBe(3 / 5);
  });
});

describe('overlap', () => {
  test('is told of every other segment, with the members at the end', () => {
    const lines = told([
      course([['gold', from]]),
      course([
        ['gold', from],
        ['new', from],
      ]),
      course([
        ['gold', from, to - 1],
        ['new', from],
      ]),
      course([['new', to]]),
    ]);
    expect(lines.map(({ segment, overlap }) => [segment, overlap])).toEqual([
      ['gold', [{ with: 'new', jaccard: 1 / 3 }]],
      ['new', [{ with: 'gold', jaccard: 1 / 3 }]],
    ]);
    expect(gold([])).toMatchObject({ overlap: [{ with: 'new', jaccard: null }], stability: null });
  });
});

describe('retention, revenue and growth', () => {
  const member: Steps = [['gold', from]];

  test('count orders by event time, from the beginning of a period until before its end', () => {
    const line = gold([
      course(member, { sales: [sale(from - week, 100), sale(to - 1, 50)] }),
      course(member, { sales: [sale(from - 1, 200), sale(to, 50)] }),
      course(member, { sales: [sale(from - week - 1, 400), sale(from, 70)] }),
      course([['new', from]], { sales: [sale(from - 1, 1000), sale(from, 1000)] }),
    ]);
    expect(line).toMatchObject({ retention: 1 / 2, revenue: 120, growth: 120 / 300 - 1 });
  });

  test('take refunds off, which are no orders', () => {
    const line = gold([
      course(member, { sales: [sale(from - 1, -30), sale(from, 100), sale(from + 1, -40)] }),
      course(member, { sales: [sale(from - 1, 90), sale(from, -10)] }),
    ]);
    expect(line).toMatchObject({ retention: 0, revenue: 50, growth: 50 / 60 - 1 });
  });

  test('leave out what was not theirs before the end: it was of a visitor who was linked later', () => {
    const linked = course(member, { sales: [sale(from, 100, { since: to - 1 }), sale(from, 200, { since: to })] });
    expect(gold([linked])).toMatchObject({ revenue: 100, growth: null, retention: { below: 1 } });
  });
});

describe('satisfaction', () => {
  test('is the mean over members of the last one that was known before the end', () => {
    const member: Steps = [['gold', from]];
    const line = gold([
      course(member, {
        moods: [
          { at: from, mean: 0 },
          { at: to - 1, mean: 0.5 },
          { at: to, mean: 1 },
        ],
      }),
      course(member, { moods: [{ at: 5, mean: 0.25 }] }),
      course(member, { moods: [{ at: to, mean: 1 }] }),
      course([['new', from]], { moods: [{ at: from, mean: 1 }] }),
    ]);
    expect(line.satisfaction).toEqual({ mean: 0.375, people: 2 });
  });
});

describe('the minimum', () => {
  const minimum = 7;

  test('hides what members are like, and nothing else, where one person fewer is behind it', () => {
    const below = { below: minimum };
    expect(gold(buyers(6), { ...terms, minimum })).toMatchObject({
      size: 6,
      adds: 0,
      volatility: 0,
      stayed: below,
      retention: below,
      satisfaction: below,
      revenue: below,
      growth: below,
      overlap: [{ with: 'new', jaccard: 0 }],
      stability: 1,
    });
    expect(gold(buyers(7), { ...terms, minimum })).toMatchObject({
      size: 7,
      stayed: 1,
      retention: 1,
      satisfaction: { mean: 0.5, people: 7 },
      revenue: 721,
      growth: 0,
    });
  });

  test('looks at the people behind each figure by itself', () => {
    const silent = Array.from({ length: 3 }, () => course([['gold', from]]));
    expect(gold([...buyers(6), ...silent], { ...terms, minimum })).toMatchObject({
      size: 9,
      stayed: { below: minimum },
      retention: { below: minimum },
      satisfaction: { below: minimum },
      revenue: 615,
      growth: 0,
    });
  });
});
