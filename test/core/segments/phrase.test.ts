import { describe, expect, test } from 'vitest';
import { inSegment, max, performed, segment, trait } from '#lib/core/segments/builders/builders.ts';
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
  ])('says in short words: %s', (words, when) => {
    expect(phrased(when)).toBe(words);
  });
});
