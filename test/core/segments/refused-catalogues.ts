/** A catalogue of segments. */
export const withSegments = (...segments: readonly unknown[]): unknown => ({ currency: 'GBP', segments });
/** A catalogue of one segment. */
export const withCondition = (when: unknown): unknown => withSegments({ key: 'a', when });

/** A condition that fits. */
export const fits = { all: [] };
const month = 'a duration of fixed length: write months and years as days, such as P30D or P365D';
const duration = 'an ISO 8601 duration of fixed length such as P30D, PT12H or P1DT12H';

type Case = readonly [fault: string, given: unknown, path: string, seen: unknown, expected: string];

const conditions: readonly Case[] = [
  [
    'an unknown event type',
    { performed: 'PurchaseMad' },
    'performed',
    'PurchaseMad',
    'an event type, one of PurchaseMade',
  ],
  ['an event type that is inherited', { performed: 'constructor' }, 'performed', 'constructor', 'an event type'],
  ['an unknown trait', { trait: 'orders.counts', is: { gte: 1 } }, 'trait', 'orders.counts', 'a trait'],
  ['a group as a trait', { trait: 'demographic', is: { exists: true } }, 'trait', 'demographic', 'a trait'],
  ['a trait that is inherited', { trait: 'constructor', is: { exists: true } }, 'trait', 'constructor', 'a trait'],
  [
    'an unknown field',
    { performed: 'PurchaseMade', where: { totl: { gte: 1 } } },
    'where.totl',
    'totl',
    'a field of PurchaseMade',
  ],
  [
    'a field of elements without each',
    { performed: 'PurchaseMade', where: { category: { eq: 'shoes' } } },
    'where.category',
    'category',
    'a field of PurchaseMade',
  ],
  [
    'an unknown field to aggregate',
    { performed: 'PurchaseMade', sum: 'totl', is: { gte: 1 } },
    'sum',
    'totl',
    'a field of PurchaseMade',
  ],
  [
    'a sum of texts',
    { performed: 'PurchaseMade', sum: 'channel', is: { gte: 1 } },
    'sum',
    'channel',
    'a field that holds numbers',
  ],
  ['an average of texts', { performed: 'VisitMade', avg: 'sku', is: { gte: 1 } }, 'avg', 'sku', 'holds numbers'],
  [
    'more events in a window than are kept',
    { performed: 'VisitMade', within: 'P30D', times: { gte: 10_001 } },
    'times.gte',
    10_001,
    'at most 10,000 for a number that is counted in a window',
  ],
  [
    'more values in a window than are kept',
    { performed: 'VisitMade', within: 'P30D', uniqueCount: 'path', is: { in: [1, 10_001] } },
    'is.in',
    [1, 10_001],
    'at most 10,000 for a number that is counted in a window',
  ],
  [
    'long texts of which a window would keep 256',
    { performed: 'FeedbackGiven', within: 'P30D', first: 'text', is: { exists: true } },
    'first',
    'text',
    'a field of at most 256 characters',
  ],
  ['a month', { performed: 'PurchaseMade', within: 'P1M' }, 'within', 'P1M', month],
  ['a year', { performed: 'PurchaseMade', within: 'P1Y' }, 'within', 'P1Y', month],
  ['a duration in words', { performed: 'PurchaseMade', within: '30 days' }, 'within', '30 days', duration],
  ['a duration in milliseconds', { performed: 'PurchaseMade', within: 30 }, 'within', 30, duration],
  ['a bad olderThan', { trait: 'orders.lastAt', is: { olderThan: 'P2M' } }, 'is.olderThan', 'P2M', month],
  [
    'a bad window of followedBy',
    { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' }, within: 'P1M' },
    'within',
    'P1M',
    month,
  ],
  [
    'followedBy without a window',
    { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' } },
    'within',
    undefined,
    duration,
  ],
  [
    'notFollowedBy without a wait',
    { performed: 'VisitMade', notFollowedBy: { performed: 'PurchaseMade' }, within: 'P1D' },
    'for',
    undefined,
    duration,
  ],
  [
    'an unknown event type that follows',
    { performed: 'VisitMade', followedBy: { performed: 'Bought' }, within: 'P1D' },
    'followedBy.performed',
    'Bought',
    'an event type',
  ],
  [
    'a window of what follows',
    { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade', within: 'P1D' }, within: 'P1D' },
    'followedBy.within',
    'P1D',
    'absent: here may stand performed, where',
  ],
  [
    'an unknown operator',
    { trait: 'orders.count', is: { atLeast: 3 } },
    'is.atLeast',
    3,
    'absent: here may stand eq, ne',
  ],
  ['no operator', { trait: 'orders.count', is: {} }, 'is', {}, 'at least one operator'],
  ['no operators at all', { trait: 'orders.count' }, 'is', undefined, 'an object'],
  [
    'a list compared with eq',
    { trait: 'orders.count', is: { eq: [3] } },
    'is.eq',
    [3],
    'a string, a number or a boolean',
  ],
  [
    'null compared with ne',
    { trait: 'orders.count', is: { ne: null } },
    'is.ne',
    null,
    'a string, a number or a boolean',
  ],
  ['a boolean in an order', { trait: 'orders.count', is: { gt: true } }, 'is.gt', true, 'a number or a string'],
  ['in without a list', { trait: 'geographic.city', is: { in: 'Leeds' } }, 'is.in', 'Leeds', 'a list of'],
  ['a list within in', { trait: 'geographic.city', is: { in: ['a', ['b']] } }, 'is.in.1', ['b'], 'a string, a number'],
  ['startsWith a number', { trait: 'geographic.city', is: { startsWith: 7 } }, 'is.startsWith', 7, 'a string'],
  ['exists with a text', { trait: 'geographic.city', is: { exists: 'yes' } }, 'is.exists', 'yes', 'true or false'],
  [
    'olderThan over an event',
    { performed: 'PurchaseMade', where: { occurredAt: { olderThan: 'P1D' } } },
    'where.occurredAt.olderThan',
    'P1D',
    'absent: here may stand eq',
  ],
  ['each of what has no items', { performed: 'VisitMade', each: 'items' }, 'each', 'items', 'not of VisitMade'],
  ['each of another list', { performed: 'PurchaseMade', each: 'topics' }, 'each', 'topics', '"items"'],
  [
    'two aggregates',
    { performed: 'PurchaseMade', sum: 'total', max: 'total', is: { gte: 1 } },
    'max',
    'total',
    'absent: here stands sum already',
  ],
  [
    'an aggregate with times',
    { performed: 'PurchaseMade', sum: 'total', is: { gte: 1 }, times: { gte: 1 } },
    'times',
    { gte: 1 },
    'absent: sum is compared by "is"',
  ],
  [
    'an aggregate that is compared with nothing',
    { performed: 'PurchaseMade', sum: 'total' },
    'is',
    undefined,
    'an object',
  ],
  [
    'is without an aggregate',
    { performed: 'PurchaseMade', is: { gte: 1 } },
    'is',
    { gte: 1 },
    'absent, or with one of sum',
  ],
  [
    'a number of events compared by an unknown operator',
    { performed: 'PurchaseMade', times: { atLeast: 3 } },
    'times.atLeast',
    3,
    'absent: here may stand eq, ne',
  ],
  [
    'a number of events compared with a boolean',
    { performed: 'PurchaseMade', times: { gte: true } },
    'times.gte',
    true,
    'a number or a string',
  ],
  [
    'an aggregate compared by an unknown operator',
    { performed: 'PurchaseMade', sum: 'total', is: { atLeast: 3 } },
    'is.atLeast',
    3,
    'absent: here may stand eq, ne',
  ],
  ['an unknown part', { performed: 'PurchaseMade', since: 'P1D' }, 'since', 'P1D', 'absent: here may stand'],
  ['two forms at once', { all: [], any: [] }, 'any', [], 'absent: here may stand all'],
  ['no form', { exactly: 1 }, '', { exactly: 1 }, 'a condition with one of all, any, not'],
  ['a list as a condition', [], '', [], 'an object'],
  ['all without a list', { all: fits }, 'all', fits, 'a list of conditions'],
  [
    'a fault deep below',
    { all: [fits, { not: { any: [{ trait: 'x', is: { eq: 1 } }] } }] },
    'all.1.not.any.0.trait',
    'x',
    'a trait',
  ],
  ['a segment that is not there', { segment: 'b' }, 'segment', 'b', 'the key of a segment of the catalogue'],
  ['a segment without a key', { segment: 7 }, 'segment', 7, 'the key of a segment'],
  ['a segment that refers to itself', { not: { segment: 'a' } }, 'not.segment', 'a → a', 'no reference in a circle'],
];

const segments: readonly Case[] = [
  [
    'a duplicate key',
    [
      { key: 'a', when: fits },
      { key: 'a', when: fits },
    ],
    '1.key',
    'a',
    'unique',
  ],
  ['a key with capitals', [{ key: 'Big', when: fits }], '0.key', 'Big', '1 to 64 of a-z, 0-9 and -'],
  ['a key that is too long', [{ key: 'a'.repeat(65), when: fits }], '0.key', 'a'.repeat(65), '1 to 64'],
  ['no key', [{ when: fits }], '0.key', undefined, '1 to 64'],
  ['no condition', [{ key: 'a' }], '0.when', undefined, 'an object'],
  ['a name that is no text', [{ key: 'a', name: 7, when: fits }], '0.name', 7, 'a text'],
  ['an unknown part', [{ key: 'a', when: fits, requries: {} }], '0.requries', {}, 'absent: here may stand key, name'],
  [
    'a backfill that is not quiet',
    [{ key: 'a', when: fits, backfill: 'loud' }],
    '0.backfill',
    'loud',
    '"quiet", or nothing at all',
  ],
  [
    'an unknown trait to publish',
    [{ key: 'a', when: fits, publish: { traits: ['orders.count', 'orders.counts'] } }],
    '0.publish.traits.1',
    'orders.counts',
    'a trait',
  ],
  ['no purpose of a consent', [{ key: 'a', when: fits, requires: {} }], '0.requires.consent', undefined, 'the purpose'],
  [
    'a circle of three',
    [
      { key: 'a', when: { segment: 'b' } },
      { key: 'b', when: { any: [{ segment: 'c' }] } },
      { key: 'c', when: { not: { segment: 'a' } } },
    ],
    '2.when.not.segment',
    'a → b → c → a',
    'no reference in a circle',
  ],
  ['a segment that is a text', ['a'], '0', 'a', 'an object'],
];

const rfm = { recencyDays: [1, 2, 3, 4], frequency: [1, 2, 3, 4], monetary: [1, 2, 3, 4] };

const catalogues: readonly Case[] = [
  ['no currency', { segments: [] }, 'currency', undefined, 'an ISO 4217 currency'],
  ['a currency in small letters', { currency: 'gbp', segments: [] }, 'currency', 'gbp', 'an ISO 4217 currency'],
  ['no segments', { currency: 'GBP' }, 'segments', undefined, 'a list of segments'],
  [
    'an unknown part',
    { currency: 'GBP', segments: [], rfn: {} },
    'rfn',
    {},
    'absent: here may stand currency, rfm, segments',
  ],
  ['no object', 'GBP', '', 'GBP', 'an object'],
  [
    'three thresholds',
    { currency: 'GBP', segments: [], rfm: { ...rfm, frequency: [1, 2, 3] } },
    'rfm.frequency',
    [1, 2, 3],
    'four ascending numbers',
  ],
  [
    'thresholds that do not ascend',
    { currency: 'GBP', segments: [], rfm: { ...rfm, monetary: [1, 2, 2, 4] } },
    'rfm.monetary',
    [1, 2, 2, 4],
    'four ascending numbers',
  ],
  [
    'thresholds that are no numbers',
    { currency: 'GBP', segments: [], rfm: { ...rfm, recencyDays: ['1', '2', '3', '4'] } },
    'rfm.recencyDays',
    ['1', '2', '3', '4'],
    'four ascending numbers',
  ],
];

const whenCases = conditions.map(([fault, when, path, seen, expected]): Case => [
  fault,
  withCondition(when),
  path === '' ? 'segments.0.when' : `segments.0.when.${path}`,
  seen,
  expected,
]);
const segmentCases = segments.map(([fault, list, path, seen, expected]): Case => [
  fault,
  withSegments(...(list as readonly unknown[])),
  `segments.${path}`,
  seen,
  expected,
]);

/** Catalogues with one fault each. */
export const refusedCatalogues = [...whenCases, ...segmentCases, ...catalogues].map(
  ([fault, json, path, seen, expected]) => ({
    fault,
    json,
    path,
    seen,
    expected,
  }),
);
