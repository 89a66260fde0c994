import * as fc from 'fast-check';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';

const purchased = { performed: 'PurchaseMade' };

/** Segments that events enter and leave, that time alone enters and leaves, and that refer to one another. */
const richJson = {
  currency: 'GBP',
  rfm: { recencyDays: [1, 2, 3, 7], frequency: [2, 3, 4, 5], monetary: [500, 1000, 2000, 5000] },
  segments: [
    { key: 'buyer', name: 'Buyers', when: purchased, publish: { traits: ['orders.count', 'orders.revenue'] } },
    { key: 'fresh', name: 'Fresh buyers', when: { ...purchased, within: 'P1D' } },
    { key: 'browsing', name: 'Browsing', when: { performed: 'VisitMade', within: 'PT12H', times: { gte: 2 } } },
    { key: 'spender', name: 'Big spenders', when: { ...purchased, sum: 'total', within: 'P7D', is: { gte: 3000 } } },
    {
      key: 'abandoned',
      name: 'Abandoned carts',
      when: {
        performed: 'VisitMade',
        where: { action: { eq: 'cart' } },
        notFollowedBy: purchased,
        for: 'PT1H',
        within: 'P3D',
      },
    },
    { key: 'converted', name: 'Converted', when: { performed: 'VisitMade', followedBy: purchased, within: 'P1D' } },
    { key: 'resting', name: 'Resting', when: { trait: 'lastSeenAt', is: { olderThan: 'PT12H' } } },
    { key: 'british', name: 'In Britain', when: { trait: 'geographic.country', is: { eq: 'GB' } } },
    {
      key: 'sessions',
      name: 'Several sessions',
      when: { performed: 'VisitMade', uniqueCount: 'sessionId', within: 'P3D', is: { gte: 2 } },
    },
    {
      key: 'reachable',
      name: 'Reachable buyers',
      requires: { consent: 'marketing' },
      when: { any: [{ segment: 'buyer' }, { segment: 'sessions' }] },
    },
    { key: 'recent', name: 'Recent', when: { trait: 'rfm.recency', is: { gte: 4 } } },
    {
      key: 'british-visit',
      name: 'Visiting from Britain',
      // Of all others the first condition flips in vain.
      when: {
        all: [
          { performed: 'VisitMade', within: 'PT6H' },
          { trait: 'geographic.country', is: { eq: 'GB' } },
        ],
      },
    },
  ],
};

const dropped = new Set(['fresh', 'converted']);

/** Two segments less, one by another window and quietly, and one that asks what nobody has asked before. */
const changedJson = {
  ...richJson,
  segments: [
    { key: 'first', name: 'First session', when: { performed: 'VisitMade', first: 'sessionId', is: { eq: 's1' } } },
    ...richJson.segments
      .filter(({ key }) => !dropped.has(key))
      .map((segment) =>
        segment.key === 'browsing'
          ? { ...segment, when: { performed: 'VisitMade', within: 'P1D' }, backfill: 'quiet' }
          : segment,
      ),
  ],
};

/** One that knows little of the others, again what the first had, and something new of which nobody is told. */
const lastJson = {
  ...richJson,
  segments: [
    ...richJson.segments.filter(({ key }) => dropped.has(key) || key === 'buyer'),
    {
      key: 'last-session',
      name: 'Last session',
      when: { performed: 'VisitMade', last: 'sessionId', is: { eq: 's2' } },
      backfill: 'quiet',
    },
  ],
};

const [rich, changed, last] = [compile(richJson, 1), compile(changedJson, 2), compile(lastJson, 3)];

const drawn = (seed: number, deployment: number): Catalogue =>
  compile(fc.sample(arbitraryCatalogue, { seed, numRuns: 1 })[0], deployment);

/**
 * The catalogue of the first deployment, in every third seed that of a second, and in half of those that of a third. Most
 * seeds share rich ones; others draw their own.
 */
export const cataloguesOf = (seed: number): readonly [Catalogue, ...Catalogue[]] => {
  const isDrawn = seed % 5 === 3;
  const first = isDrawn ? drawn(seed, 1) : rich;
  if (seed % 3 !== 1) return [first];
  const later = isDrawn ? [drawn(-seed, 2), drawn(seed + 1, 3)] : [changed, last];
  return [first, ...later.slice(0, seed % 2 === 0 ? 2 : 1)];
};
