import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import { emptyState } from '#lib/core/profile/state.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { runs } from '#test/support/runs.ts';
import { purchase, visit } from '../profile/events.ts';
import { holds } from '../segments/holds.ts';
import { measured, onwards, type Measured } from './measured.ts';

const hour = 3_600_000;
const start = Date.UTC(2027, 0, 1);
const at = (hours: number): string => new Date(start + hours * hour).toISOString();

const looked = { performed: 'VisitMade', same: ['sku', 'items.sku'] } as const;
const bought: ConditionSource = { ...looked, followedBy: { performed: 'PurchaseMade' }, within: 'P3D' };
const notBought: ConditionSource = {
  ...looked,
  notFollowedBy: { performed: 'PurchaseMade' },
  for: 'PT12H',
  within: 'P3D',
};

const looks = (hours: number, sku?: string): ArrivedEvent =>
  visit({ at: at(hours), ...(sku !== undefined && { sku }) });
const buys = (hours: number, ...skus: readonly string[]): ArrivedEvent =>
  purchase({ at: at(hours), items: skus.map((sku) => ({ sku, quantity: 1, unitPrice: 1 })) });

/** Whether a kind that a purchase tells is that of the visit before, 7. */
const isSeven = (kind: unknown): boolean =>
  holds({ performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' }, same: 'custom.kind', within: 'P3D' }, [
    visit({ at: at(0), custom: { kind: 7 } }),
    purchase({ at: at(1), custom: { kind } }),
  ]);
/** A look at some hour, and something put into the cart at the end of the next day. */
const lookAndCart = (hours: number) => [looks(hours, 's1'), visit({ at: at(47), action: 'cart', sku: 's1' })];

/** Looks a minute apart, each at a product of its own. */
const browsing = (count: number) => Array.from({ length: count }, (_, index) => looks(index / 60, `p${index}`));

describe('followedBy with same', () => {
  test.each<readonly [string, boolean, readonly ArrivedEvent[]]>([
    ['the same product', true, [looks(0, 's1'), buys(1, 'x', 's1')]],
    ['another product', false, [looks(0, 's1'), buys(1, 's2')]],
    ['two at once', false, [looks(1, 's1'), buys(1, 's1')]],
    ['the other way round', false, [buys(0, 's1'), looks(1, 's1')]],
    ['each for itself', false, [looks(0, 's1'), buys(1, 's2'), looks(2, 's2')]],
    ['one of two', true, [looks(0, 's1'), looks(2, 's2'), buys(1, 's1', 's2')]],
    ['without the field', false, [looks(0), buys(1, 's1')]],
    ['a late look', true, [buys(2, 's1'), visit({ at: at(1), arrivedAt: at(3), sku: 's1' })]],
    [
      'a purchase between two looks, late',
      true,
      [
        looks(0, 's1'),
        looks(2, 's1'),
        purchase({ at: at(1), arrivedAt: at(3), items: [{ sku: 's1', quantity: 1, unitPrice: 1 }] }),
      ],
    ],
  ])('%s: %s', (_, expected, events) => {
    expect(holds(bought, events)).toBe(expected);
  });

  test('compares by value and type', () => {
    expect([isSeven(7), isSeven('7')]).toEqual([true, false]);
  });

  test('asks where, of both, in local time as well', () => {
    const when: ConditionSource = {
      performed: 'VisitMade',
      where: { 'local.weekday': { eq: 'friday' } },
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'cart' } } },
      same: 'sku',
      within: 'P3D',
    };
    expect(holds(when, lookAndCart(23.5))).toBe(true);
    expect(holds(when, lookAndCart(23.5), { timeZone: 'Europe/Berlin' })).toBe(false);
    expect(holds(when, lookAndCart(22.5), { timeZone: 'Europe/Berlin' })).toBe(true);
  });

  test('ends when the first leaves the window', () => {
    const events = [looks(0, 's1'), buys(1, 's1')];
    expect(holds(bought, events, { at: new Date(start + 72 * hour - 1).toISOString() })).toBe(true);
    expect(holds(bought, events, { at: at(72) })).toBe(false);
  });
});

describe('notFollowedBy with same', () => {
  test.each<readonly [string, boolean, readonly [events: readonly ArrivedEvent[], after: number]]>([
    ['not yet', false, [[looks(0, 's1')], 11.9999]],
    ['not bought for 12 hours', true, [[looks(0, 's1')], 12]],
    ['bought', false, [[looks(0, 's1'), buys(1, 's1')], 13]],
    ['bought another', true, [[looks(0, 's1'), buys(1, 's2')], 12]],
    ['bought one of two', true, [[looks(0, 's1'), looks(0, 's2'), buys(1, 's1')], 12]],
    ['bought both', false, [[looks(0, 's1'), looks(0, 's2'), buys(1, 's1', 's2')], 12]],
    ['another look since', true, [[looks(0, 's1'), looks(6, 's2')], 12]],
    ['the same look since', false, [[looks(0, 's1'), looks(6, 's1')], 12]],
    ['bought at the same time', true, [[looks(1, 's1'), buys(1, 's1')], 13]],
    ['without the field', false, [[looks(0)], 13]],
    ['out of the window', false, [[looks(0, 's1')], 72]],
    ['the other not yet', true, [[looks(0, 's1'), looks(65, 's2')], 71.9999]],
    ['the one gone, the other not yet', false, [[looks(0, 's1'), looks(65, 's2')], 72]],
  ])('%s: %s', (_, expected, [events, after]) => {
    expect(holds(notBought, events, { at: at(after) })).toBe(expected);
  });
});

/** An event of few values at one of few instants, so that they coincide. */
interface Drawn {
  readonly hours: number;
  readonly skus: readonly string[];
  readonly isFirst: boolean;
}

const sku = fc.constantFrom('s1', 's2', 's3');
const drawn: fc.Arbitrary<Drawn> = fc.record({
  hours: fc.integer({ min: 0, max: 240 }).map((halves) => halves / 2),
  skus: fc.uniqueArray(sku, { maxLength: 2 }),
  isFirst: fc.boolean(),
});

const eventOf = ({ hours, skus, isFirst }: Drawn): ArrivedEvent =>
  isFirst ? looks(hours, skus[0]) : buys(hours, ...skus);

/** The values that an event is compared by. */
const valuesOf = ({ skus, isFirst }: Drawn): readonly string[] => (isFirst ? skus.slice(0, 1) : skus);

const shares = (one: Drawn, other: Drawn): boolean => valuesOf(one).some((value) => valuesOf(other).includes(value));

const inWindow = (events: readonly Drawn[], now: number): readonly Drawn[] =>
  events.filter(({ hours }) => now - 72 < hours && hours <= now);

const followedAt = (events: readonly Drawn[], now: number): boolean =>
  inWindow(events, now).some(
    (a) => a.isFirst && inWindow(events, now).some((b) => !b.isFirst && a.hours < b.hours && shares(a, b)),
  );

const notFollowedAt = (events: readonly Drawn[], now: number): boolean =>
  ['s1', 's2', 's3'].some((value) => {
    const ofValue = inWindow(events, now).filter((event) => valuesOf(event).includes(value));
    const newest = Math.max(...ofValue.filter(({ isFirst }) => isFirst).map(({ hours }) => hours));
    return (
      newest + 12 <= now && !ofValue.some(({ isFirst, hours }) => !isFirst && hours > newest) && newest > -Infinity
    );
  });

const kinds = [
  { name: 'followedBy', condition: bought, expected: followedAt },
  { name: 'notFollowedBy', condition: notBought, expected: notFollowedAt },
];

/** Folds events at one clock, or at their own times in order. */
const folded = ({ measure }: Measured, events: readonly ArrivedEvent[], clock?: number): MeasureState | undefined =>
  events.reduce<MeasureState | undefined>(
    (state, { event, arrivedAt }) => measure.fold(state, { event, t: arrivedAt, clock: clock ?? arrivedAt }),
    undefined,
  );

/** The state of two people who are one; that of the one of whom something is known where the other has none. */
const joined = (
  measure: Measured['measure'],
  [one, other]: readonly (MeasureState | undefined)[],
  clock: number,
): MeasureState | undefined => (one && other ? measure.merge(one, other, clock) : (one ?? other));

const stateOf = ({ measure: { id } }: Measured, state: MeasureState | undefined) => ({
  ...emptyState,
  measures: state === undefined ? {} : { [id]: state },
});

describe.each(kinds)('$name with same, of any events', ({ condition, expected }) => {
  const subject = measured(condition);
  const { leaf, measure } = subject;
  const many = fc.array(drawn, { maxLength: 20 });

  test('is what the contract says, whatever the order of events', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 240, max: 400 }), (events, halves) => {
        const now = halves / 2;
        const state = folded(subject, events.map(eventOf), start + 120 * hour);
        expect(leaf.holds(stateOf(subject, state), start + now * hour)).toBe(expected(events, now));
        expect(leaf.isApproximate(stateOf(subject, state), start + now * hour)).toBe(false);
      }),
      runs(400),
    );
  });

  test('flips by time alone exactly where it says', () => {
    fc.assert(
      fc.property(many, fc.nat({ max: 400 }), (events, halves) => {
        const before = 120 + halves / 4;
        const state = stateOf(subject, folded(subject, events.map(eventOf), start + 120 * hour));
        const flip = leaf.nextFlip?.(state, onwards(start + before * hour)) ?? Infinity;
        const changed = [...Array(1_000).keys()]
          .map((quarter) => before + (quarter + 1) / 4)
          .find((now) => expected(events, now) !== expected(events, before));
        expect(flip).toBe(changed === undefined ? Infinity : start + changed * hour);
      }),
      runs(200),
    );
  });

  test('merges to what folds of both would be', () => {
    fc.assert(
      fc.property(many, many, (one, other) => {
        const clock = start + 120 * hour;
        const [first, second] = [one, other].map((events) => folded(subject, events.map(eventOf), clock));
        const both = folded(subject, [...one, ...other].map(eventOf), clock);
        expect(joined(measure, [first, second], clock)).toEqual(both);
      }),
      runs(200),
    );
  });
});

describe('more than 256 values', () => {
  const subject = measured(bought);
  const { leaf, measure } = subject;
  const afterAll = start + 10 * hour;

  test('are exact up to 256', () => {
    const state = stateOf(subject, folded(subject, [...browsing(256), buys(6, 'p0')]));
    expect(leaf.holds(state, afterAll)).toBe(true);
    expect(leaf.isApproximate(state, afterAll)).toBe(false);
  });

  test('beyond lose those with the oldest event time, and say so while they would be in the window', () => {
    const state = stateOf(subject, folded(subject, [...browsing(257), buys(6, 'p0')]));
    expect(leaf.holds(state, afterAll)).toBe(false);
    expect(leaf.isApproximate(state, start + 72 * hour - 1)).toBe(true);
    expect(leaf.isApproximate(state, start + 72 * hour)).toBe(false);
    const other = stateOf(subject, folded(subject, [...browsing(257), buys(6, 'p1')]));
    expect(leaf.holds(other, afterAll)).toBe(true);
  });

  test('of the second event too, of which a value counts once', () => {
    const again = Array.from({ length: 300 }, (_, index) => buys(1 + index / 60, 'p0'));
    const once = stateOf(subject, folded(subject, [looks(0, 'p0'), ...again]));
    expect(leaf.isApproximate(once, afterAll)).toBe(false);
    const different = Array.from({ length: 257 }, (_, index) => buys(1 + index / 60, `p${index}`));
    const state = stateOf(subject, folded(subject, [looks(0, 'p0'), ...different]));
    expect(leaf.holds(state, afterAll)).toBe(false);
    expect(leaf.isApproximate(state, afterAll)).toBe(true);
  });

  test('are kept in a state that depends on the events alone, and stays small', () => {
    const few = fc.record({
      hours: fc.nat({ max: 60 }),
      skus: fc.array(fc.nat({ max: 400 }).map(String), { minLength: 1, maxLength: 40 }),
      isFirst: fc.boolean(),
    });
    const clock = start + 100 * hour;
    for (const condition of [bought, notBought]) {
      const kind = measured(condition);
      fc.assert(
        fc.property(fc.array(few, { minLength: 20, maxLength: 60 }), fc.nat({ max: 60 }), (events, cut) => {
          const arrived = events.flatMap(({ skus, ...event }) =>
            event.isFirst ? skus.map((value) => eventOf({ ...event, skus: [value] })) : [eventOf({ ...event, skus })],
          );
          const state = folded(kind, arrived, clock);
          expect(folded(kind, arrived.toReversed(), clock)).toEqual(state);
          const [one, other] = [arrived.slice(0, cut), arrived.slice(cut)].map((part) => folded(kind, part, clock));
          expect(joined(kind.measure, [one, other], clock)).toEqual(state);
          expect(JSON.stringify(state).length).toBeLessThan(20_000);
        }),
        { ...runs(15), endOnFailure: true },
      );
    }
  });

  test('that went are told of when states are merged', () => {
    const [one, other] = [[buys(6, 'p1')], browsing(257)].map((events) => folded(subject, events));
    if (!one || !other) throw new TypeError('Cannot merge states of nothing');
    const state = stateOf(subject, measure.merge(one, other, afterAll));
    expect(leaf.holds(state, afterAll)).toBe(true);
    expect(leaf.isApproximate(state, start + 72 * hour - 1)).toBe(true);
    expect(leaf.isApproximate(state, start + 72 * hour)).toBe(false);
  });

  test('drop what has left the window when states are merged', () => {
    const [one, other] = [[...browsing(257)], [buys(6, 'p0')]].map((events) => folded(subject, events));
    if (!one || !other) throw new TypeError('Cannot merge states of nothing');
    expect(measure.merge(one, other, start + 80 * hour)).toEqual({ a: { rows: [] }, b: { rows: [] } });
  });
});
