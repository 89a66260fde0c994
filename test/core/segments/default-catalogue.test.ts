import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { consent, described, feedback, purchase, refund, visit } from '../profile/events.ts';

const catalogue = compile(defaultCatalogue);

interface Life {
  readonly state: CustomerState | undefined;
  readonly changes: readonly InstantChanges[];
}

const live = (events: readonly ArrivedEvent[]): Life =>
  events.reduce<Life>(
    ({ state, changes }, event) => {
      const next = apply(catalogue, state, event);
      return { state: next.state, changes: [...changes, ...next.changes] };
    },
    { state: undefined, changes: [] },
  );

/** The segments of somebody of whom these events arrived, at an instant. */
const segmentsAt = (events: readonly ArrivedEvent[], at: string): readonly string[] => {
  const { state } = live(events);
  return state ? Object.keys(advance(catalogue, state, parseInstant(at) + 1).state.memberships) : [];
};

const day = (number: number): string => new Date(Date.UTC(2027, 0, 1) + number * 86_400_000).toISOString();
const atHour = (number: number, hour: number): string => day(number + hour / 24);
const item = { quantity: 1, unitPrice: 10_00 };

/** What goes out when somebody enters a segment. */
const published = (key: string, events: readonly ArrivedEvent[], until: string): unknown => {
  const { state, changes } = live(events);
  const later = advance(catalogue, state as CustomerState, parseInstant(until)).changes;
  const all = [...changes, ...later].flatMap(({ changes: turns }) => turns);
  return all.find(({ segment, status }) => segment.key === key && status === 'entered')?.traits;
};

describe('defaultCatalogue', () => {
  const { segments } = defaultCatalogue;

  test('compiles as its JSON', () => {
    expect(compile(JSON.parse(JSON.stringify(defaultCatalogue))).hash).toBe(catalogue.hash);
  });

  test('has some forty segments, each with a name, one sentence and traits to publish', () => {
    expect(segments.length).toBeGreaterThanOrEqual(40);
    expect(segments.length).toBeLessThanOrEqual(45);
    for (const { name, description, publish } of segments) {
      expect(name).toMatch(/^[A-Z]/);
      expect(description).toMatch(/^[A-Z][^.]*(?:\.\d\d[^.]*)*\.$/);
      expect(publish?.traits.length).toBeGreaterThan(0);
    }
  });

  test('asks for traits of all four kinds', () => {
    const asked = JSON.stringify(segments.map(({ when }) => when));
    const kinds = ['"orders.', '"visits.', '"demographic.', '"geographic.', '"psychographic.'];
    expect(kinds.filter((kind) => !asked.includes(kind))).toEqual([]);
  });

  test('lets somebody who ordered once lapse at 30, 60 and 90 days', () => {
    const { state } = live([purchase({ at: day(0) })]);
    const { changes } = advance(catalogue, state as CustomerState, parseInstant(day(100)));
    const told = changes.flatMap(({ effectiveAt, changes: turns }) =>
      turns.map(({ status, segment }) => `${effectiveAt} ${status} ${segment.key}`),
    );
    expect(told).toEqual([
      `${day(30)} exited new-customers`,
      `${day(30)} exited active-customers`,
      `${day(30)} entered one-time-buyers`,
      `${day(60)} entered lapsing-customers`,
      `${day(90)} exited lapsing-customers`,
      `${day(90)} entered lapsed-customers`,
    ]);
  });

  const thrice = [0, 10, 20].map((number) => purchase({ at: day(number), total: 200_00 }));

  test.each<readonly [key: string, events: readonly ArrivedEvent[], at: string]>([
    ['new-customers', [purchase({ at: day(0) })], day(29)],
    ['active-customers', [purchase({ at: day(0) }), purchase({ at: day(50) })], day(79)],
    ['lapsing-customers', [purchase({ at: day(0) })], day(60)],
    ['lapsed-customers', [purchase({ at: day(0) })], day(90)],
    ['lapsing-regulars', thrice, day(80)],
    ['won-back-customers', [purchase({ at: day(0) }), purchase({ at: day(100) })], day(100)],
    ['one-time-buyers', [purchase({ at: day(0) })], day(30)],
    ['regulars', thrice, day(20)],
    ['big-spenders', thrice, day(20)],
    ['large-baskets', thrice, day(20)],
    ['discount-hunters', [purchase({ at: day(0), discount: 1 }), purchase({ at: day(1) })], day(1)],
    ['full-price-buyers', thrice, day(20)],
    [
      'category-lovers',
      [purchase({ at: day(0), items: ['a', 'b', 'c'].map((sku) => ({ sku, category: 'tea', ...item })) })],
      day(0),
    ],
    ['frequent-refunders', [...thrice, refund({ at: day(21), amount: 150_00 })], day(21)],
    ['net-big-spenders', thrice, day(20)],
    ['morning-shoppers', [0, 1, 2].map((number) => purchase({ at: atHour(number, number < 2 ? 5 : 12) })), day(3)],
    ['weekend-shoppers', [1, 2, 3].map((number) => purchase({ at: day(number) })), day(3)],
    ['silent-for-twice-their-gap', thrice, day(40)],
    ['several-shopping-days', thrice, day(20)],
    ['looked-and-did-not-buy', [visit({ at: day(0), action: 'product', sku: 'a' })], day(1)],
    ['delivery-trouble', [feedback({ at: day(0), text: 'Ça n’a pas: it NEVER ARRIVED' })], day(29)],
    ['birthday-soon', [described({ at: day(0), traits: { demographic: { birthDate: '1990-01-08' } } })], day(0)],
    ['renewals-coming-up', [described({ at: day(0), traits: { custom: { renewsAt: '2027-01-31' } } })], day(0)],
    ['gift-buyers', [purchase({ at: day(0), items: [{ sku: 'a', name: 'Gift voucher', ...item }] })], day(364)],
    ['hold-out', [visit({ at: day(0), customerId: 'cat' })], day(0)],
    ['recent-visitors', [visit({ at: day(0) })], day(6)],
    ['window-shoppers', [0, 1, 2, 3, 4].map((number) => visit({ at: day(number) })), day(4)],
    ['cart-abandoners', [visit({ at: day(0), action: 'cart' })], day(1)],
    ['searchers', [0, 1, 2].map((number) => visit({ at: day(number), action: 'search' })), day(2)],
    ['multi-device-shoppers', ['tv', 'phone'].map((device) => visit({ at: day(0), device })), day(0)],
    ['promoters', [feedback({ at: day(0), kind: 'nps', score: 9 })], day(0)],
    ['detractors', [feedback({ at: day(0), kind: 'nps', score: 6 })], day(0)],
    ['young-adults', [described({ at: day(0), traits: { demographic: { birthYear: 2009 } } })], day(0)],
    ['over-60s', [described({ at: day(0), traits: { demographic: { birthDate: '1967-01-01' } } })], day(0)],
    ['warm-climates', [purchase({ at: day(0), shipTo: { country: 'ES' } })], day(0)],
    ['outdoor-enthusiasts', [described({ at: day(0), traits: { psychographic: { interests: ['cycling'] } } })], day(0)],
    ['champions', Array.from({ length: 8 }, (_, index) => purchase({ at: day(index), total: 100_00 })), day(8)],
    [
      'cannot-lose-them',
      Array.from({ length: 8 }, (_, index) => purchase({ at: day(index), total: 100_00 })),
      day(127),
    ],
    ['unhappy-big-spenders', [...thrice, feedback({ at: day(20), score: 2 })], day(20)],
    [
      'green-families',
      [
        purchase({ at: day(0) }),
        described({
          at: day(0),
          traits: { demographic: { children: 1 }, psychographic: { values: ['sustainability'] } },
        }),
      ],
      day(0),
    ],
    ['newsletter', [consent({ at: day(0) })], day(364)],
  ])('finds %s', (key, events, at) => {
    expect(segmentsAt(events, at)).toContain(key);
    expect(segmentsAt([visit({ at: day(0) })], at)).not.toContain(key === 'recent-visitors' ? 'regulars' : key);
  });

  test('lets somebody go who sent back most of what they bought, and who bought what they had looked at', () => {
    const sentBack = [...thrice, refund({ at: day(21), amount: 150_00 })];
    expect(segmentsAt(sentBack, day(21))).toContain('big-spenders');
    expect(segmentsAt(sentBack, day(21))).not.toContain('net-big-spenders');
    const looked = visit({ at: day(0), action: 'product', sku: 'a' });
    const bought = (sku: string) => purchase({ at: day(2), items: [{ sku, ...item }] });
    expect(segmentsAt([looked, bought('b')], day(3))).toContain('looked-and-did-not-buy');
    expect(segmentsAt([looked, bought('a')], day(3))).not.toContain('looked-and-did-not-buy');
  });

  test('wins back whoever orders again, however often', () => {
    const wonBack = [0, 100, 101, 102].map((number) => purchase({ at: day(number) }));
    expect(segmentsAt(wonBack, day(102))).toContain('won-back-customers');
    expect(
      segmentsAt([...wonBack.slice(0, 1), purchase({ at: day(45) }), ...wonBack.slice(1)], day(102)),
    ).not.toContain('won-back-customers');
  });

  test('says with a change what it is about', () => {
    const cart = visit({ at: day(0), eventId: 'v', action: 'cart', sku: 'a', category: 'tea' });
    expect(published('cart-abandoners', [cart], day(1))).toMatchObject({
      'computed.cartItems': [{ at: day(0), eventId: 'v', sku: 'a', category: 'tea' }],
    });
    const complaint = feedback({ at: day(0), eventId: 'f', kind: 'complaint', topics: ['delivery'], text: 'late!' });
    expect(published('delivery-trouble', [complaint], day(1))).toMatchObject({
      'computed.lastComplaint': [{ at: day(0), eventId: 'f', kind: 'complaint', topics: ['delivery'] }],
    });
  });

  test('keeps a customer of many events small', () => {
    const events = Array.from({ length: 200 }, (_, index) => [
      visit({ at: day(index), action: 'search', sessionId: `s${index % 20}`, device: `d${index % 3}` }),
      purchase({ at: day(index), items: [{ sku: 'a', category: 'tea', ...item }] }),
    ]).flat();
    const { state } = live(events);
    expect(JSON.stringify(state).length).toBeLessThan(8_000);
  });
});
