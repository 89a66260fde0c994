import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { day } from '#lib/core/time/duration.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { expectedTraits, firstIn, inOrder, lastAt, later, modelOf, orders } from './three-purchase-days.ts';

const compiled = (k: number, when: Readonly<Record<string, ConditionSource>>) =>
  compile({
    currency: 'GBP',
    predict: modelOf(k),
    traits: { percent: { value: { times: [100, { trait: 'predicted.alive' }] } } },
    segments: Object.entries(when).map(([key, condition]) => ({ key, when: condition, publish: { traits: [] } })),
  });

/** The instants at which time alone changes each segment, within ten years. */
const changesOf = (k: number, when: Readonly<Record<string, ConditionSource>>) => {
  const catalogue = compiled(k, when);
  const { changes } = advance(catalogue, inOrder(catalogue, orders), lastAt + 3_650 * day);
  return changes.flatMap(({ effectiveAt, changes: each }) =>
    each.map(({ status, segment }) => [segment.key, status, parseInstant(effectiveAt)] as const),
  );
};

describe.each([1, 2, 4])('predictions that flip, k = %i', (k) => {
  const traits = expectedTraits(k);

  test.each([
    ['alive', 300],
    ['buys30d', 90],
    ['buys90d', 200],
    ['orders30d', 90],
    ['orders365d', 150],
    ['value365d', 250],
  ] as const)('%s falls below a level within a millisecond of the textbook', (name, days) => {
    const level = traits[name](later(days));
    const from = later(20);
    const at = firstIn((now) => traits[name](now) < level, from, later(3_650));
    const path = `predicted.${name}`;
    const changes = changesOf(k, {
      lt: { trait: path, is: { lt: level } },
      not: { not: { trait: path, is: { gte: level } } },
      less: { value: { minus: [{ trait: path }, level] }, is: { lt: 0 } },
    });
    expect(changes.map(([key, status]) => [key, status])).toEqual(
      expect.arrayContaining([
        ['lt', 'entered'],
        ['not', 'entered'],
        ['less', 'entered'],
      ]),
    );
    const away = changes.flatMap(([, status, changedAt]) => (status === 'entered' ? Math.abs(changedAt - at) : []));
    expect(Math.max(...away)).toBeLessThanOrEqual(1);
  });

  test('a prediction that rises first enters and leaves', () => {
    const top = traits.buys30d(later(k === 1 ? 0 : 8));
    const level = (top + traits.buys30d(later(60))) / 2;
    const changes = changesOf(k, { buying: { trait: 'predicted.buys30d', is: { gte: level } } });
    const fall = firstIn((now) => traits.buys30d(now) < level, later(k === 1 ? 0 : 8), later(365));
    expect(changes.at(-1)?.slice(0, 2)).toEqual(['buying', 'exited']);
    expect(Math.abs((changes.at(-1)?.[2] ?? 0) - fall)).toBeLessThanOrEqual(1);
    expect(changes.length).toBe(traits.buys30d(lastAt) < level ? 2 : 1);
  });

  test('values of a prediction and numbers flip where they meet a number, and where they leap', () => {
    const [high, middle, low] = [traits.alive(later(60)), traits.alive(later(100)), traits.alive(later(200))] as const;
    const alive = { trait: 'predicted.alive' };
    const changes = changesOf(k, {
      band: { trait: 'computed.percent', is: { lt: 100 * high, gte: 100 * low } },
      gone: { value: { minus: [1, alive] }, is: { gt: 1 - middle } },
      inverse: { value: { dividedBy: [1, alive] }, is: { gte: 1 / middle } },
      // From above, without bound up to where they are the same, and from below without bound from there on.
      leap: { value: { dividedBy: [1, { minus: [alive, middle] }] }, is: { gte: 1 / (high - middle) } },
      known: { value: { dividedBy: [1, { minus: [alive, middle] }] }, is: { lte: 1 / (low - middle) } },
    });
    const falls = Object.entries({ high, middle, low }).map(
      ([name, level]) => [name, firstIn((now) => traits.alive(now) < level, lastAt, later(3_650))] as const,
    );
    const nameOf = (changedAt: Instant) => falls.find(([, at]) => Math.abs(at - changedAt) <= 1)?.[0];
    const seen = changes.map(([key, status, changedAt]) => `${key} ${status} at ${nameOf(changedAt)}`);
    expect(seen.toSorted()).toEqual([
      'band entered at high',
      'band exited at low',
      'gone entered at middle',
      'inverse entered at middle',
      'known entered at middle',
      'known exited at low',
      'leap entered at high',
      'leap exited at middle',
    ]);
  });

  test('the next order is the first millisecond after the median gap, and then overdue', () => {
    const at = firstIn((now) => traits.silence(now) <= 1 / 2, lastAt, later(3_650));
    const changes = changesOf(k, {
      overdue: { trait: 'predicted.overdue', is: { eq: true } },
      soon: { trait: 'predicted.nextOrderAt', is: { comingWithin: 'P1D' } },
      late: { trait: 'predicted.nextOrderAt', is: { olderThan: 'P7D' } },
    });
    const [overdueAt = 0] = changes.filter(([key]) => key === 'overdue').map(([, , changedAt]) => changedAt);
    expect(Math.abs(overdueAt - at)).toBeLessThanOrEqual(1);
    expect(changes).toEqual([
      ['soon', 'entered', overdueAt - day],
      ['overdue', 'entered', overdueAt],
      ['soon', 'exited', overdueAt],
      ['late', 'entered', overdueAt + 7 * day],
    ]);
    const catalogue = compiled(k, {});
    const { traits: shown } = viewProfile(inOrder(catalogue, orders), catalogue, later(1));
    expect(shown['predicted']).toMatchObject({ nextOrderAt: new Date(overdueAt).toISOString(), overdue: false });
  });

  test('the tier falls with the value', () => {
    const catalogue = compile({
      currency: 'GBP',
      predict: { ...modelOf(k), tiers: { high: traits.value365d(later(90)), medium: traits.value365d(later(180)) } },
      segments: ['high', 'medium', 'low'].map((tier) => ({
        key: tier,
        when: { trait: 'predicted.tier', is: { eq: tier } },
      })),
    });
    const { changes } = advance(catalogue, inOrder(catalogue, orders), later(3_650));
    const told = changes.flatMap(({ effectiveAt, changes: each }) =>
      each.map(({ status, segment }) => `${effectiveAt} ${status} ${segment.key}`),
    );
    const last = told.slice(-4);
    const instants = [later(90), later(180)].map((at) => {
      const level = traits.value365d(at);
      return firstIn((now) => traits.value365d(now) < level, later(30), later(365));
    });
    expect(last.map((one) => one.slice(25))).toEqual(['exited high', 'entered medium', 'exited medium', 'entered low']);
    expect(Math.abs(parseInstant(last[0]?.slice(0, 24) ?? '') - (instants[0] ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.abs(parseInstant(last[2]?.slice(0, 24) ?? '') - (instants[1] ?? 0))).toBeLessThanOrEqual(1);
  });
});
