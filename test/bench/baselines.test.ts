import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeLines } from '../../bench/data/cache.ts';
import { visitShop } from '../../bench/data/visit-shop.ts';
import { membershipLines, runStatements, withDatabase } from '../../bench/sql/database.ts';
import { membershipsSql } from '../../bench/sql/memberships-sql.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { sharedCatalogue } from '../../bench/data/shared-catalogue.ts';
import type { CatalogueSource, ConditionSource } from '#lib/core/segments/language/language.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { readReplayed } from '#test/flow/replayed.ts';
import { inNewFolder } from '#test/support/folder.ts';

const until = '2026-11-01T00:00:00.000Z';
const lines = visitShop(40, 7);

/** Forms that the default catalogue does not use. */
const further: Readonly<Record<string, ConditionSource>> = {
  followed: {
    performed: 'VisitMade',
    where: { action: { eq: 'search' } },
    followedBy: { performed: 'PurchaseMade', where: { channel: { in: ['web', 'app'] } } },
    within: 'P120D',
  },
  average: { performed: 'PurchaseMade', avg: 'total', within: 'P365D', is: { gte: 60_00, lt: 400_00 } },
  cheapest: { performed: 'PurchaseMade', each: 'items', min: 'unitPrice', is: { lt: 10_00 } },
  dearest: { performed: 'PurchaseMade', each: 'items', max: 'unitPrice', within: 'P200D', is: { gt: 90_00 } },
  latest: { performed: 'VisitMade', last: 'device', is: { ne: 'mobile' } },
  oldest: { performed: 'VisitMade', first: 'device', is: { notIn: ['mobile', 'tablet'] } },
  searched: {
    performed: 'VisitMade',
    where: { searchTerm: { startsWith: 'b', contains: 'o' } },
    times: { lte: 2, gt: 0 },
  },
  plain: { not: { performed: 'PurchaseMade', where: { couponCode: { exists: true } } } },
  pleased: { trait: 'feedback.satisfaction', is: { gte: 0.6, lt: 0.95 } },
  nobody: { any: [] },
  everybody: { all: [] },
  english: { all: [{ trait: 'preferences.language', is: { eq: 'en' } }, { not: { segment: 'plain' } }] },
};

const furtherCatalogue: CatalogueSource = {
  currency: 'GBP',
  segments: Object.entries(further).map(([key, when]) => ({ key, when })),
};

interface ProfileLine {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly segments: readonly { readonly key: string }[];
}

const blocksOf = async function* (): LineBlocks {
  yield lines;
};

const ourMemberships = (source: CatalogueSource): Promise<readonly string[]> =>
  inNewFolder(async (out) => {
    const catalogue = compile(source);
    await replay({ catalogue, events: blocksOf(), out, until: Date.parse(until), stopwatch: () => 0 });
    const profiles = (await readReplayed(out)).profiles as readonly ProfileLine[];
    return profiles
      .flatMap(({ customerId, anonymousId = '', segments }) =>
        segments.map(({ key }) => `${customerId ?? `~${anonymousId}`} ${key}`),
      )
      .toSorted();
  });

const bySql = (source: CatalogueSource) =>
  inNewFolder(async (folder) => {
    const file = join(folder, 'events.jsonl');
    await writeLines(file, lines);
    const sql = membershipsSql(source, Date.parse(until));
    const memberships = await withDatabase(':memory:', async (database) => {
      await runStatements(database, [...sql.load(file), sql.recompute]);
      return membershipLines(database, sql.segments);
    });
    return { memberships, unsaid: sql.unsaid };
  });

describe('membershipsSql()', () => {
  test('says the segments of the default catalogue that peers can decide, and comes to Patron’s memberships', async () => {
    const { memberships, unsaid } = await bySql(sharedCatalogue);
    expect(unsaid).toEqual([]);
    expect(sharedCatalogue.segments).toHaveLength(29);
    expect(new Set(memberships.map((line) => line.split(' ')[1])).size).toBeGreaterThan(20);
    expect(memberships).toEqual(await ourMemberships(sharedCatalogue));
  });

  test('says the forms that the default catalogue does not use', async () => {
    const { memberships, unsaid } = await bySql(furtherCatalogue);
    expect(unsaid).toEqual([]);
    expect(new Set(memberships.map((line) => line.split(' ')[1])).size).toBe(Object.keys(further).length - 1);
    expect(memberships).toEqual(await ourMemberships(furtherCatalogue));
  });

  test('leaves out, by name, what lies in lists and what refers to it', () => {
    const { segments, unsaid } = membershipsSql(
      {
        currency: 'GBP',
        segments: [
          { key: 'talks', when: { performed: 'FeedbackGiven', where: { topics: { contains: 'price' } } } },
          { key: 'quiet', when: { not: { segment: 'talks' } } },
          { key: 'seen', when: { trait: 'visits.count', is: { gte: 1 } } },
          { key: 'loves', when: { trait: 'categories.top', is: { eq: 'shoes' } } },
        ],
      },
      Date.parse(until),
    );
    expect([segments, unsaid]).toEqual([['seen'], ['talks', 'quiet', 'loves']]);
  });
});

describe('membershipsSql() of what shops say', () => {
  const visit = { performed: 'VisitMade' } as const;

  test.each<readonly [string, ConditionSource]>([
    ['two lengths', { ...visit, between: ['P30D', 'P10D'] }],
    ['periods', { ...visit, during: { unit: 'month', from: -1, to: -1 } }],
    ['dates', { ...visit, since: '2026-11-01' }],
    ['a choice of fields', { ...visit, where: { any: [{ device: { eq: 'phone' } }] } }],
    ['local times', { ...visit, where: { 'local.hour': { gte: 22 } } }],
    ['distinct days', { ...visit, uniqueCount: 'local.date', is: { gte: 2 } }],
    ['elements', { performed: 'PurchaseMade', where: { items: { none: { category: { eq: 'shoes' } } } } }],
    ['the same value', { ...visit, followedBy: visit, same: 'sku', within: 'P1D' }],
    ['a value', { value: { trait: 'visits.count' }, is: { gte: 1 } }],
    ['a draw', { trait: 'bucket.spring', is: { lt: 10 } }],
    ['texts without accents', { trait: 'geographic.city', is: { eq: 'köln', fold: true } }],
    ['what comes', { trait: 'custom.renewsOn', is: { comingWithin: 'P7D' } }],
    ['an anniversary', { trait: 'orders.firstAt', is: { anniversaryIn: 'P7D' } }],
    [
      'a length of their own',
      { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
    ],
    ['an instant', { trait: 'orders.lastAt', is: { gte: '2026-11-01' } }],
  ])('leaves out %s', (_name, when) => {
    const seen = { key: 'seen', when: { trait: 'visits.count', is: { gte: 1 } } } as const;
    const { segments, unsaid } = membershipsSql(
      { currency: 'GBP', segments: [seen, { key: 'new', when }] },
      Date.parse(until),
    );
    expect([segments, unsaid]).toEqual([['seen'], ['new']]);
  });

  test('leaves out ages that change elsewhere than in UTC, and asks for the consent of the catalogue', () => {
    const when: ConditionSource = { trait: 'demographic.age', is: { gte: 18 } };
    const source: CatalogueSource = { currency: 'GBP', segments: [{ key: 'adult', when }] };
    expect(membershipsSql({ ...source, timeZone: 'UTC' }, 0).unsaid).toEqual([]);
    expect(membershipsSql({ ...source, timeZone: 'Europe/London' }, 0).unsaid).toEqual(['adult']);
    const { recompute } = membershipsSql({ ...source, requires: { consent: 'marketing' } }, 0);
    expect(recompute).toContain('told consent.marketing');
  });
});
