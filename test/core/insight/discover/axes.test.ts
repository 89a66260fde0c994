import { describe, expect, test } from 'vitest';
import { axesOf, pointOf } from '#lib/core/insight/discover/axes.ts';
import { behaviours } from '#lib/core/insight/discover/behaviours.ts';
import { conductOf, type Conduct } from '#lib/core/insight/discover/conduct.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState, type Profile } from '#lib/core/profile/state.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 1);

const conductIn = (id: string, profile: Partial<Profile>): Conduct =>
  conductOf({ person: customerKey(id), state: { ...emptyState, profile: { ...emptyState.profile, ...profile } } }, now);

const orders = (count: number, discounted = 0): NonNullable<Profile['orders']> => ({
  count,
  discounted,
  gross: count * 10_00,
  refunded: 0,
  lastAt: now - count * day,
});

const visits = (count: number, sessions: string): NonNullable<Profile['visits']> => ({
  count,
  firstAt: now,
  lastAt: now,
  sessions,
});

const pathsOf = (people: readonly Conduct[]): readonly string[] =>
  axesOf(people).flatMap(({ of }) => behaviours[of]?.path ?? []);

const crowd = (profileOf: (index: number) => Partial<Profile>): readonly Conduct[] =>
  Array.from({ length: 40 }, (_, index) => conductIn(`c${index}`, profileOf(index)));

describe('people are compared', () => {
  test('by what they differ in and is known of half of them', () => {
    expect(pathsOf(crowd((index) => ({ orders: orders(1 + (index % 5)) })))).toEqual(['orders.count', 'orders.lastAt']);
    expect(pathsOf(crowd((index) => (index % 2 === 0 ? { orders: orders(1 + (index % 3)) } : {})))).toEqual([
      'orders.count',
      'orders.lastAt',
    ]);
    expect(pathsOf(crowd((index) => (index % 3 === 0 ? { orders: orders(1 + (index % 7)) } : {})))).toEqual([
      'orders.count',
    ]);
    expect(pathsOf(crowd(() => ({ orders: orders(2) })))).toEqual([]);
    expect(pathsOf([])).toEqual([]);
  });

  test('by sessions, and by visits where no session is known', () => {
    expect(pathsOf(crowd((index) => ({ visits: visits(index, '') })))).toEqual(['visits.count']);
    const known = crowd((index) => ({ visits: visits(index, 'abcdefgh'.repeat(index % 5)) }));
    expect(pathsOf(known)).toEqual(['visits.sessions']);
  });

  test('by shares that count the less, the fewer orders they rest on', () => {
    const people = crowd((index) => ({ orders: orders(8, index % 9) }));
    const axes = axesOf(people).filter(({ of }) => behaviours[of]?.path === 'orders.discountShare');
    const [one = 0] = pointOf(conductIn('new', { orders: orders(1, 1) }), axes);
    const [many = 0] = pointOf(conductIn('old', { orders: orders(8, 8) }), axes);
    expect(one).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(one);
  });

  test('by a place in the middle where something is not known', () => {
    const axes = axesOf(crowd((index) => ({ orders: orders(1 + (index % 5)) })));
    expect(pointOf(conductIn('none', {}), axes)[1]).toBe(0);
  });
});
