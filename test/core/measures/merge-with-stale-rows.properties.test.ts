import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateNames, type AggregateName } from '#lib/core/segments/language/aggregates.ts';
import { type ConditionSource } from '#lib/core/segments/language/language.ts';
import { runs } from '#test/support/runs.ts';
import { foldAll, measured, type Arrives } from './measured.ts';
import { aggregateAt, followedAt, type Happened } from './naive.ts';

const hour = 3_600_000;
const day = 24 * hour;
const length = 30 * day;
const linkedAt = Date.UTC(2027, 5, 1);
/** As many events as a window keeps one by one. */
const limit = 256;

const inWindow = (name: AggregateName | 'count'): ConditionSource =>
  ({
    performed: 'VisitMade',
    within: 'P30D',
    ...(name === 'count' ? { times: { gte: 300 } } : { [name]: 'custom.value', is: { gte: 300 } }),
  }) as unknown as ConditionSource;

/** One person's events over 30 days, of which those before the last 30 days of the merged customer have left. */
const life = fc.integer({ min: -40 * day, max: 0 }).chain((end) =>
  fc.array(
    fc.record({
      t: fc.integer({ min: linkedAt + end - 30 * day + 1, max: linkedAt + end }),
      value: fc.integer({ min: -500, max: 500 }),
    }),
    { minLength: 150, maxLength: 220, size: 'max' },
  ),
);

const isLive = ({ t }: { readonly t: number }): boolean => t > linkedAt - length;

/** Two people's, with at most 256 events in the window of both when they are linked. */
const lives = fc.tuple(life, life).map(([mine, theirs]) => {
  const room = limit - mine.filter(isLive).length;
  const fresh = theirs.filter(isLive).slice(0, room);
  return { mine, theirs: [...theirs.filter((one) => !isLive(one)), ...fresh] };
});

type Drawn = readonly { readonly t: number; readonly value: number }[];

const arrivalsOf = (person: string, drawn: Drawn, role: (index: number) => Happened['role']): readonly Arrives[] =>
  drawn
    .map(({ t, value }, index) => ({
      happened: { t, value, eventId: `${person}${index}`, role: role(index) },
      clock: t,
    }))
    .toSorted((one, other) => one.clock - other.clock);

/** Each younger value is less extreme than the one before it, so that each may still become the extreme. */
const ebbing = (sign: 1 | -1, drawn: Drawn): Drawn =>
  drawn.map(({ t }) => ({ t, value: (sign * (linkedAt + length - t)) / hour }));

const drawnFor = (name: AggregateName | 'count', drawn: Drawn): Drawn => {
  if (name === 'max') return ebbing(1, drawn);
  return name === 'min' ? ebbing(-1, drawn) : drawn;
};

const bought = (person: string, times: readonly number[]): readonly Arrives[] =>
  times.map((t, index) => ({ happened: { t, value: 1, eventId: `${person}${index}`, role: 'page' }, clock: t }));

const always = (role: Happened['role']) => () => role;
const eventsOf = (all: readonly Arrives[]): readonly Happened[] => all.map(({ happened }) => happened);
const moment = fc.integer({ min: linkedAt, max: linkedAt + length });

describe('merging two histories of which much has left the window', () => {
  test.each(['count', ...aggregateNames] as const)('gives %s as if all were one person’s', (name) => {
    const { measure } = measured(inWindow(name));
    fc.assert(
      fc.property(lives, moment, (drawn, now) => {
        const mine = arrivalsOf('c', drawnFor(name, drawn.mine), always('page'));
        const theirs = arrivalsOf('v', drawnFor(name, drawn.theirs), always('page'));
        const [one, other] = [foldAll(measure, mine), foldAll(measure, theirs)];
        fc.pre(one !== undefined && other !== undefined);
        const merged = measure.merge(one, other, linkedAt);
        const expected = aggregateAt(name, { events: eventsOf([...mine, ...theirs]), length, now });
        expect(measure.valueAt(merged, now)).toEqual(expected);
        expect(measure.isApproximate(merged, now)).toBe(false);
      }),
      { ...runs(40), endOnFailure: true },
    );
  });

  test('gives a sequence as if all were one person’s, with a late second event', () => {
    const { measure } = measured({
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      followedBy: { performed: 'VisitMade', where: { action: { eq: 'page' } } },
      within: 'P30D',
    });
    fc.assert(
      fc.property(lives, fc.nat(), (drawn, pick) => {
        const mine = arrivalsOf('c', drawn.mine, always('cart'));
        const theirs = arrivalsOf('v', drawn.theirs, always('cart'));
        const [one, other] = [foldAll(measure, mine), foldAll(measure, theirs)];
        fc.pre(one !== undefined && other !== undefined);
        const live = [...mine, ...theirs].filter(({ happened }) => isLive(happened));
        fc.pre(live.length > 0);
        const before = live[pick % live.length] as Arrives;
        const late: Happened = { t: before.happened.t + 1, eventId: 'late', role: 'page' };
        const merged = measure.merge(one, other, linkedAt);
        const followed = foldAll(measure, [{ happened: late, clock: linkedAt }], merged);
        const events = [...eventsOf([...mine, ...theirs]), late];
        for (const now of [linkedAt, before.happened.t + length - 1, before.happened.t + length]) {
          expect(measure.valueAt(followed, now)).toBe(followedAt({ events, length, now }));
        }
      }),
      { ...runs(40), endOnFailure: true },
    );
  });

  test('lets a sum of 300 purchases, half of which have left, leave one by one', () => {
    const { measure, leaf } = measured({
      performed: 'VisitMade',
      within: 'P30D',
      sum: 'custom.value',
      is: { gte: 150 },
    });
    const stale = Array.from({ length: 150 }, (_, index) => linkedAt - 90 * day + index * 3.6 * hour);
    const fresh = Array.from({ length: 150 }, (_, index) => linkedAt - 12 * day + Math.floor(index / 2) * 3.6 * hour);
    const pairs = fresh.map((t, index) => t + (index % 2) * 1.8 * hour);
    const merged = measure.merge(
      foldAll(measure, bought('c', stale)) as never,
      foldAll(measure, bought('v', pairs)) as never,
      linkedAt,
    );
    const state = { measures: { [measure.id]: merged } } as never;
    expect(leaf.holds(state, linkedAt)).toBe(true);
    expect(leaf.nextFlip?.(state, { after: linkedAt, until: Infinity })).toBe((pairs[0] as number) + length);
    expect(leaf.isApproximate(state, linkedAt)).toBe(false);
  });
});
