import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { SegmentChange } from '#lib/core/engine/decision.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import {
  all,
  any,
  catalogue,
  dividedBy,
  inSegment,
  latest,
  list,
  max,
  minus,
  not,
  performed,
  segment,
  sum,
  times,
  trait,
  uniqueCount,
  value,
} from '#lib/core/segments/builders/builders.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { described, purchase, visit } from '../profile/events.ts';

type Part = Parameters<typeof not>[0];

const told = (source: CatalogueSource, changes: readonly SegmentChange[]): string[] =>
  changes.flatMap(({ status, segment: { key }, because }) => {
    const definition = source.segments.find((one) => one.key === key) as Segment;
    return because.map((reason) => `${status} ${key}: ${describeReason(reason, definition, source)}`);
  });

/** What is said of every change that some events and the time until an instant bring. */
const story = (segments: readonly Segment[], events: readonly ArrivedEvent[], until: string): string[] => {
  const source = catalogue({ currency: 'GBP', segments });
  const compiled = compile(source);
  const first = events.reduce<ReturnType<typeof apply>>(
    ({ state, changes }, event) => {
      const next = apply(compiled, state.clock === 0 ? undefined : state, event);
      return { state: next.state, changes: [...changes, ...next.changes] };
    },
    { state: { clock: 0 } as never, changes: [] },
  );
  const rest = advance(compiled, first.state, parseInstant(until));
  return told(
    source,
    [...first.changes, ...rest.changes].flatMap(({ changes }) => changes),
  );
};

const about = (when: Part, ...events: readonly ArrivedEvent[]): string[] =>
  story([segment({ key: 's', when })], events, '2027-02-01T00:00:00Z');

const bought = (at: string, total = 10_00) => purchase({ at, total });

const tier = (name: string | number) => described({ at: '2027-01-02T00:00:00Z', traits: { custom: { tier: name } } });

describe('describeReason()', () => {
  test('tells what is the case now, a not before it included', () => {
    const lapsing = all(trait('orders.count').is({ gte: 2 }), not(performed('PurchaseMade').within('P10D')));
    const events = [bought('2027-01-01T00:00:00Z'), bought('2027-01-02T00:00:00Z'), bought('2027-01-20T00:00:00Z')];
    expect(about(lapsing, ...events)).toEqual([
      'entered s: no purchase within the last 10 days',
      'exited s: a purchase within the last 10 days',
      'entered s: no purchase within the last 10 days',
    ]);
  });

  test('adds what was seen of a trait, in its unit', () => {
    const rich = any(trait('orders.revenue').is({ gte: 25_00 }), trait('visits.count').is({ gte: 9 }));
    expect(about(rich, bought('2027-01-01T00:00:00Z', 10_00), bought('2027-01-02T00:00:00Z', 20_50))).toEqual([
      'entered s: revenue after refunds is at least 25.00 GBP (now 30.50 GBP)',
    ]);
  });

  test('says that a trait is unknown', () => {
    const young = not(trait('demographic.age').is({ gte: 30 }));
    const born = described({ at: '2027-01-02T00:00:00Z', traits: { demographic: { birthDate: '1990-01-01' } } });
    expect(about(young, bought('2027-01-01T00:00:00Z'), born)).toEqual([
      'entered s: age is not at least 30 (now unknown)',
      'exited s: age is at least 30 (now 37)',
    ]);
  });

  test('says the contrary of a comparison only where there is a value to compare', () => {
    const lapsing = trait('orders.lastAt').is({ olderThan: 'P10D', newerThan: 'P20D' });
    expect(about(lapsing, bought('2027-01-01T00:00:00Z'))).toEqual([
      'entered s: last order was at least 10 days ago and less than 20 days ago (now "2027-01-01T00:00:00.000Z")',
      'exited s: last order was less than 10 days ago or was at least 20 days ago (now "2027-01-01T00:00:00.000Z")',
    ]);
    const low = not(trait('custom.tier').is({ gte: 3 }));
    expect(about(low, tier('gold'))).toEqual(['entered s: custom trait "tier" is not at least 3 (now "gold")']);
    expect(about(low, tier(2))).toEqual(['entered s: custom trait "tier" is below 3 (now 2)']);
    const fresh = not(trait('custom.tier').is({ newerThan: 'P1D' }));
    expect(about(fresh, tier('gold'))).toEqual([
      'entered s: custom trait "tier" was not less than 1 day ago (now "gold")',
    ]);
  });

  test('adds a number of events only as far as it was counted', () => {
    const [one, two, three] = ['2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', '2027-01-03T00:00:00Z'].map((at) =>
      bought(at),
    ) as [ArrivedEvent, ArrivedEvent, ArrivedEvent];
    const often = performed('PurchaseMade').within('P5D').times({ gte: 3 });
    expect(about(often, one, two, three)).toEqual([
      'entered s: at least 3 purchases within the last 5 days (now 3)',
      'exited s: fewer than 3 purchases within the last 5 days (now 2)',
    ]);
    expect(
      about(uniqueCount('VisitMade', 'device').is({ lt: 1 }), one, visit({ at: '2027-01-02T00:00:00Z', device: 'tv' })),
    ).toEqual([
      'entered s: number of different values of device among visits is below 1',
      'exited s: number of different values of device among visits is at least 1 (now 1)',
    ]);
  });

  test('rounds a share that was observed, in percent', () => {
    const discounted = purchase({ at: '2027-01-01T00:00:00Z', total: 10_00, discount: 1_00 });
    const others = ['2027-01-02T00:00:00Z', '2027-01-03T00:00:00Z'].map((at) => bought(at));
    expect(about(trait('orders.discountShare').is({ lt: 0.4 }), discounted, ...others)).toEqual([
      'entered s: share of orders with a discount is below 40% (now 33.33%)',
    ]);
  });

  test('adds what an aggregate came to, rounded unless it is money', () => {
    const spent = sum('PurchaseMade', 'total').within('P10D').is({ gte: 15_00 });
    expect(about(spent, bought('2027-01-01T00:00:00Z'), bought('2027-01-02T00:00:00Z'))).toEqual([
      'entered s: order total, summed over purchases within the last 10 days, is at least 15.00 GBP (now 20.00 GBP)',
      'exited s: order total, summed over purchases within the last 10 days, is below 15.00 GBP (now 10.00 GBP)',
    ]);
    const long = max('VisitMade', 'durationSeconds').is({ gte: 1 });
    expect(about(long, visit({ at: '2027-01-02T00:00:00Z', durationSeconds: 4 / 3 }))).toEqual([
      'entered s: highest duration in seconds of visits is at least 1 (now 1.33)',
    ]);
  });

  test('says that more was joined than is kept one by one', () => {
    const [definition] = [segment({ key: 's', when: sum('PurchaseMade', 'total').within('P10D').is({ gte: 15_00 }) })];
    const reason = {
      path: 'when',
      condition: 'PurchaseMade within P10D, sum of total >= 1500',
      observed: 2000,
      holds: true,
      approximate: true,
    } as const;
    expect(describeReason(reason, definition, { currency: 'GBP', segments: [] })).toMatch(/\(now about 20\.00 GBP\)$/);
  });

  test('tells of references, sequences and a required consent', () => {
    const cart = segment({
      key: 'cart',
      when: performed('VisitMade')
        .where({ action: { eq: 'cart' } })
        .notFollowedBy('PurchaseMade')
        .for('PT2H')
        .within('P7D'),
    });
    const both = segment({ key: 'both', when: inSegment('cart'), requires: { consent: 'marketing' } });
    const events = [
      visit({ at: '2027-01-01T00:00:00Z', action: 'cart' }),
      { ...visit({ at: '2027-01-01T03:00:00Z' }) },
      bought('2027-01-01T05:00:00Z'),
    ];
    expect(story([cart, both], events, '2027-02-01T00:00:00Z')).toEqual([
      'entered cart: latest cart visit within the last 7 days was at least 2 hours ago, with no purchase since',
      'exited cart: no cart visit within the last 7 days, or the latest less than 2 hours ago, or a purchase since',
    ]);
    const reason = { path: 'requires.consent', condition: 'consent.marketing = true', observed: true, holds: true };
    expect(describeReason(reason, both, { currency: 'GBP', segments: [] })).toBe('agreed to marketing');
  });

  test('adds what a value came to, in its unit, and says that it is unknown', () => {
    const net = value(minus(sum('PurchaseMade', 'total').within('P10D'), 5_00)).is({ gte: 10_00 });
    const label = '(sum of order total over purchases within the last 10 days minus 5.00 GBP)';
    expect(about(net, bought('2027-01-01T00:00:00Z', 20_00))).toEqual([
      `entered s: ${label} is at least 10.00 GBP (now 15.00 GBP)`,
      `exited s: ${label} is below 10.00 GBP (now -5.00 GBP)`,
    ]);
    const third = value(dividedBy(trait('visits.count'), 3)).is({ gt: 0 });
    expect(about(third, visit({ at: '2027-01-02T00:00:00Z' }))).toEqual([
      'entered s: (number of visits divided by 3) is above 0 (now 0.33)',
    ]);
    const gap = not(value(times(2, trait('orders.averageGapDays'))).is({ gte: 5 }));
    expect(about(gap, bought('2027-01-01T00:00:00Z'))).toEqual([
      'entered s: (2 times average number of days between orders) is not at least 5 (now unknown)',
    ]);
  });

  test('knows computed traits of the catalogue and the consent that it requires', () => {
    const source = catalogue({
      currency: 'EUR',
      requires: { consent: 'email' },
      traits: {
        spend: sum('PurchaseMade', 'total'),
        cart: latest('VisitMade', 'sku'),
        searched: list('VisitMade', 'searchTerm'),
      },
      segments: [
        segment({ key: 'big', when: trait('computed.spend').is({ gte: 10_00 }) }),
        segment({ key: 'free', requires: null, when: trait('computed.cart').is({ contains: 'x' }) }),
        segment({ key: 'tea', when: trait('computed.searched').is({ contains: 'tea' }) }),
      ],
    });
    const [big, free, tea] = source.segments as [Segment, Segment, Segment];
    const consented = { path: 'requires.consent', condition: 'consent.email = true', holds: true };
    expect(describeReason({ ...consented, observed: true }, big, source)).toBe('agreed to email');
    expect(describeReason({ ...consented, observed: true }, free, source)).toBe('consent.email = true');
    const spent = { path: 'when', condition: 'computed.spend >= 1000', observed: 12_34, holds: true };
    expect(describeReason(spent, big, source)).toBe('computed trait "spend" is at least 10.00 EUR (now 12.34 EUR)');
    const carts = [{ at: '2027-01-02T00:00:00.000Z', eventId: 'e-1', sku: 'a' }];
    const left = { path: 'when', condition: 'computed.cart contains "x"', observed: carts, holds: false };
    expect(describeReason(left, free, source)).toBe('computed trait "cart" does not contain "x"');
    const asked = { path: 'when', condition: 'computed.searched contains "tea"', observed: ['tea'], holds: true };
    expect(describeReason(asked, tea, source)).toBe('computed trait "searched" contains "tea" (now ["tea"])');
  });

  test('says no contrary of a length that a trait may not say', () => {
    const silent = trait('orders.lastAt').is({ olderThan: { times: 2, days: 'orders.averageGapDays' } });
    const since = 'at least 2 times the average number of days between orders ago';
    expect(about(silent, bought('2027-01-01T00:00:00Z'), bought('2027-01-02T00:00:00Z'))).toEqual([
      `entered s: last order was ${since} (now "2027-01-02T00:00:00.000Z")`,
    ]);
    expect(about(not(silent), bought('2027-01-01T00:00:00Z'))).toEqual([
      `entered s: last order was not ${since} (now "2027-01-01T00:00:00.000Z")`,
    ]);
  });

  test('repeats what it cannot find in the definition', () => {
    const definition = segment({ key: 's', when: performed('PurchaseMade') });
    const why = { path: 'when', condition: 'the visitor is not yet a known customer', holds: false };
    const source = { currency: 'GBP', segments: [] };
    expect(describeReason(why, definition, source)).toBe('no longer so: the visitor is not yet a known customer');
    expect(describeReason({ path: 'all.4', condition: 'x > 1', holds: true }, definition, source)).toBe('x > 1');
  });
});
