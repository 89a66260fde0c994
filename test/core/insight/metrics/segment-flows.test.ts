import { describe, expect, test } from 'vitest';
import type { Course } from '#lib/core/insight/metrics/course.ts';
import { segmentFlows, type Flow, type PersonCourses } from '#lib/core/insight/metrics/segment-flows.ts';
import { day } from '#lib/core/time/duration.ts';

const to = 20_000 * day;
const from = to - 7 * day;
const periods = [{ before: from - 7 * day, from, to }];

/** Somebody who enters each segment at the first instant, and leaves it at the second. */
const course = (stays: Readonly<Record<string, readonly [number, number?]>>): Course => ({
  memberships: new Map(
    Object.entries(stays).map(([key, instants]) => [
      key,
      instants.flatMap((at, index) => (at === undefined ? [] : [{ at, isIn: index === 0 }])),
    ]),
  ),
  sales: [],
  moods: [],
});

const flowsOf = (people: readonly PersonCourses[]): readonly Flow[] => {
  const accumulator = segmentFlows({ segments: ['new', 'loyal', 'lapsed'], periods });
  return accumulator.result(people.reduce(accumulator.add, accumulator.empty()))[0]?.flows ?? [];
};

describe('segmentFlows', () => {
  test('counts those who were in one segment at the beginning and in another at the end', () => {
    const goes = course({ new: [from - 1, to - 1], loyal: [to - 1] });
    expect(flowsOf([[goes], [goes], [course({ loyal: [from - 1, from], lapsed: [from] })]])).toEqual([
      { from: 'new', to: 'loyal', people: 2 },
      { from: 'loyal', to: 'lapsed', people: 1 },
    ]);
  });

  test('leaves out those who stay, come and go within the period, or go just before or after it', () => {
    expect(
      flowsOf([
        [course({ new: [from - 1], loyal: [from, to - 1] })],
        [course({ new: [from - 2, from - 1], loyal: [from - 1] })],
        [course({ new: [from - 1, to], loyal: [to] })],
      ]),
    ).toEqual([]);
  });

  test('counts those who come from nowhere and go nowhere, and each of two segments that are left or entered', () => {
    expect(
      flowsOf([
        [course({ new: [from] })],
        [course({ lapsed: [from - 1, from] })],
        [course({ new: [from - 1, from], loyal: [from - 1, from], lapsed: [to - 1] })],
      ]),
    ).toEqual([
      { from: 'new', to: 'lapsed', people: 1 },
      { from: 'loyal', to: 'lapsed', people: 1 },
      { from: 'lapsed', to: null, people: 1 },
      { from: null, to: 'new', people: 1 },
    ]);
  });

  test('takes a visitor who turns out to be a customer for one person', () => {
    const visitor = course({ new: [from - 1, from], loyal: [from - 1, from] });
    expect(flowsOf([[course({ lapsed: [from], loyal: [from] }), visitor]])).toEqual([
      { from: 'new', to: 'lapsed', people: 1 },
    ]);
  });
});
