import { describe, expect, test } from 'vitest';
import {
  inSegment,
  max,
  minus,
  percentile,
  performed,
  plus,
  segment,
  sum,
  times,
  trait,
  uniqueCount,
  value,
} from '#lib/core/segments/builders/builders.ts';
import { leavesOf } from '#lib/core/segments/language/leaves.ts';
import { parseCondition } from '#lib/core/segments/language/parse-condition.ts';
import { phraseLeaf } from '#lib/core/segments/language/phrase.ts';

type Part = Parameters<typeof segment>[0]['when'];

const phrased = (when: Part): string =>
  leavesOf(parseCondition(segment({ key: 's', when }).when))
    .map(({ condition }) => phraseLeaf(condition))
    .join();
const cart = performed('VisitMade').where({ action: { eq: 'cart' } });

describe('phraseLeaf()', () => {
  test.each<readonly [string, Part]>([
    ['PurchaseMade within P60D, times >= 1', performed('PurchaseMade').within('P60D')],
    ['PurchaseMade, times >= 2 and < 5', performed('PurchaseMade').times({ gte: 2, lt: 5 })],
    [
      'PurchaseMade where channel = "web" and total > 100 each items, times = 3',
      performed('PurchaseMade')
        .where({ channel: { eq: 'web' }, total: { gt: 100 } })
        .each('items')
        .times({ eq: 3 }),
    ],
    [
      'VisitMade within P7D, max of durationSeconds <= 1.5',
      max('VisitMade', 'durationSeconds').within('P7D').is({ lte: 1.5 }),
    ],
    ['orders.count != 3', trait('orders.count').is({ ne: 3 })],
    ['orders.revenue >= percentile 90', trait('orders.revenue').is({ gte: percentile(90) })],
    ['predicted.alive < 0.3', trait('predicted.alive').is({ lt: 0.3 })],
    [
      'orders.lastAt olderThan P60D and newerThan P90D',
      trait('orders.lastAt').is({ olderThan: 'P60D', newerThan: 'P90D' }),
    ],
    ['geographic.city in ["Leeds","York"]', trait('geographic.city').is({ in: ['Leeds', 'York'] })],
    ['geographic.city exists', trait('geographic.city').is({ exists: true })],
    ['geographic.city does not exist', trait('geographic.city').is({ exists: false })],
    ['in segment big', inSegment('big')],
    [
      'VisitMade where action = "cart" followed by PurchaseMade within P7D',
      cart.followedBy('PurchaseMade').within('P7D'),
    ],
    [
      'VisitMade where action = "cart" within P7D not followed by PurchaseMade for PT2H',
      cart.notFollowedBy('PurchaseMade').for('PT2H').within('P7D'),
    ],
    [
      'VisitMade between P90D and P30D since 2026-11-01 until 2026-12-01, times >= 1',
      performed('VisitMade').between('P90D', 'P30D').since('2026-11-01').until('2026-12-01'),
    ],
    [
      'VisitMade during month -1 to 0, uniqueCount of local.date >= 2',
      uniqueCount('VisitMade', 'local.date').during({ unit: 'month', from: -1, to: 0 }).is({ gte: 2 }),
    ],
    [
      'PurchaseMade where (channel = "web" or not (total < 1)) and none of items (name endsWith "x" folded), times >= 1',
      performed('PurchaseMade').where({
        any: [{ channel: { eq: 'web' } }, { not: { total: { lt: 1 } } }],
        items: { none: { name: { endsWith: 'x', fold: true } } },
      }),
    ],
    ['VisitMade where (nothing), times >= 1', performed('VisitMade').where({ any: [] })],
    [
      'VisitMade where action = "cart" followed by PurchaseMade with the same sku as items.sku within P7D',
      cart.followedBy('PurchaseMade').same('sku', 'items.sku').within('P7D'),
    ],
    [
      'VisitMade where action = "cart" within P7D not followed by VisitMade with the same sku for PT2H',
      cart.notFollowedBy('VisitMade').same('sku').for('PT2H').within('P7D'),
    ],
    [
      '(((PurchaseMade within P90D, sum of total) - (2 * orders.average)) + (VisitMade, times)) >= 100',
      value(
        plus(
          minus(sum('PurchaseMade', 'total').within('P90D'), times(2, trait('orders.average'))),
          performed('VisitMade'),
        ),
      ).is({ gte: 100 }),
    ],
    [
      'orders.lastAt olderThan 2 * orders.averageGapDays days',
      trait('orders.lastAt').is({ olderThan: { times: 2, days: 'orders.averageGapDays' } }),
    ],
    ['demographic.birthDate anniversaryIn P7D', trait('demographic.birthDate').is({ anniversaryIn: 'P7D' })],
  ])('says in short words: %s', (words, when) => {
    expect(phrased(when)).toBe(words);
  });
});
