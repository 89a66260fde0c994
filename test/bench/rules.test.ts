import { describe, expect, test } from 'vitest';
import { sharedCatalogue } from '../../bench/data/shared-catalogue.ts';
import { acceptLine } from '../../bench/data/shop-events.ts';
import { visitShop } from '../../bench/data/visit-shop.ts';
import { casesOf, refuseDisagreement, type Case } from '../../bench/rules/agreement.ts';
import { factsOf } from '../../bench/rules/facts.ts';
import { ruleEngines, type Decide } from '../../bench/rules/rules.ts';
import type { CatalogueSource, ConditionSource } from '#lib/core/segments/language/language.ts';

const events = visitShop(16, 7).map(acceptLine);

const catalogueOf = (conditions: Readonly<Record<string, ConditionSource>>): CatalogueSource => ({
  currency: 'GBP',
  segments: Object.entries(conditions).map(([key, when]) => ({ key, when })),
});

/** Operators and forms that the default catalogue does not use, of values that many people do not have. */
const further = catalogueOf({
  followed: {
    performed: 'VisitMade',
    followedBy: { performed: 'PurchaseMade', where: { channel: { in: ['web', 'app'] } } },
    within: 'P120D',
  },
  average: { performed: 'PurchaseMade', avg: 'total', within: 'P365D', is: { gte: 60_00, lt: 400_00 } },
  cheapest: { performed: 'PurchaseMade', each: 'items', min: 'unitPrice', is: { lte: 10_00 } },
  anything: { performed: 'PurchaseMade', each: 'items', max: 'unitPrice', is: { gte: 0 } },
  below: { performed: 'PurchaseMade', each: 'items', max: 'unitPrice', is: { gt: -1 } },
  latest: { performed: 'VisitMade', last: 'device', is: { ne: 'mobile' } },
  oldest: { performed: 'VisitMade', first: 'device', is: { notIn: ['mobile', 'tablet'] } },
  found: { performed: 'VisitMade', last: 'searchTerm', is: { in: ['boots', 'coat'] } },
  hiking: { not: { trait: 'psychographic.interests', is: { contains: 'hiking' } } },
  recent: { trait: 'orders.lastAt', is: { newerThan: 'P20D' } },
  nobody: { any: [] },
  everybody: { all: [] },
  english: { all: [{ trait: 'preferences.language', is: { eq: 'en' } }, { not: { segment: 'cheapest' } }] },
});

const last = 150;
const sharedCases = casesOf(sharedCatalogue, events, last);

const decideAll = (decide: Decide, cases: readonly Case[]): Promise<readonly (readonly string[])[]> =>
  Promise.all(cases.map(async ({ facts }) => (await decide(facts)).toSorted()));

const visits = (path: string): ConditionSource => ({ performed: 'VisitMade', where: { path: { eq: path } } });

const casesWith = (first: readonly string[]): readonly Case[] => [
  { facts: { n: 1 }, memberships: first },
  { facts: { n: 2 }, memberships: [] },
];
const decideByNumber: Decide = ({ n }) => (n === 1 ? ['b', 'a'] : []);

describe.each(Object.entries(ruleEngines))('%s', (_peer, say) => {
  test('decides the segments of the default catalogue from ready-made facts as Patron does from events', async () => {
    const decided = await decideAll(say(sharedCatalogue), sharedCases);
    expect(new Set(decided.flat()).size).toBeGreaterThan(20);
    expect(decided).toEqual(sharedCases.map(({ memberships }) => memberships));
  });

  test('asks for the consent that a catalogue requires', async () => {
    const source = { ...catalogueOf({ everybody: { all: [] } }), requires: { consent: 'marketing' } };
    const decide = say(source);
    expect(await decide({ consent_marketing: true })).toEqual(['everybody']);
    expect(await decide({ consent_marketing: false })).toEqual([]);
    expect(await decide({ consent_marketing: null })).toEqual([]);
  });

  test.each<readonly [string, ConditionSource, string]>([
    ['a value', { value: { plus: [1, 2] }, is: { gte: 1 } }, 'Cannot say (1 + 2) >= 1 as a rule'],
    ['folded texts', { trait: 'geographic.city', is: { eq: 'köln', fold: true } }, 'Cannot say "fold" as a rule'],
    [
      'a length of their own',
      { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
      'Cannot say olderThan of orders.averageGapDays as a rule',
    ],
    ['an anniversary', { trait: 'orders.firstAt', is: { anniversaryIn: 'P7D' } }, 'Cannot say anniversaryIn as a rule'],
  ])('refuses %s', (_name, when, message) => {
    expect(() => say(catalogueOf({ a: when }))).toThrow(message);
  });
});

describe.each(['json-logic-engine', 'cel-js'])('%s', (peer) => {
  test('decides the forms that the default catalogue does not use as well', async () => {
    const cases = casesOf(further, events, last);
    const decided = await decideAll((ruleEngines[peer] as (typeof ruleEngines)[string])(further), cases);
    expect(new Set(decided.flat()).size).toBe(further.segments.length - 1);
    expect(decided).toEqual(cases.map(({ memberships }) => memberships));
  });
});

describe('factsOf()', () => {
  test('gives every fact at every event, null where there is no value', () => {
    const [first = {}] = factsOf(sharedCatalogue, events.slice(0, 1));
    expect(Object.keys(first)).toEqual(Object.keys(sharedCases[0]?.facts ?? {}));
    expect(first).toMatchObject({ orders_count: 0, orders_lastAt_age: null, lastSeenAt_age: expect.any(Number) });
  });

  test('refuses two values that would have one name', () => {
    expect(() => factsOf(catalogueOf({ a: visits('/a-b'), b: visits('/a.b') }), [])).toThrow(
      'Cannot name a fact performed_VisitMade_where_path_eq_a_b',
    );
  });
});

describe('refuseDisagreement()', () => {
  test('takes the same memberships in any order', async () => {
    await expect(refuseDisagreement('a peer', decideByNumber, casesWith(['a', 'b']))).resolves.toBeUndefined();
  });

  test('says how many differ, and the first', async () => {
    await expect(refuseDisagreement('a peer', decideByNumber, casesWith(['a']))).rejects.toThrow(
      'Cannot compare with a peer: it decides 1 of 2 otherwise than Patron, the first as a, b instead of a',
    );
  });
});
