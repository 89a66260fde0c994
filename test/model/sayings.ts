import type { Random } from '#lib/tools/demo/random.ts';
import { vocabulary } from '#test/support/vocabulary.ts';

/** The type of an event, and what it says beside whose it is and when. */
export type Saying = readonly [type: string, detail: object];

const purchase = (random: Random): Saying => [
  'PurchaseMade',
  {
    orderId: random.pick(vocabulary.order),
    currency: random.pick(['GBP', 'GBP', 'GBP', 'EUR']),
    total: random.pick(vocabulary.money),
    items: [
      {
        sku: random.pick(vocabulary.sku),
        category: random.pick(vocabulary.category),
        quantity: 1,
        unitPrice: random.pick(vocabulary.money),
      },
    ],
  },
];

const visit = (random: Random): Saying => [
  'VisitMade',
  {
    action: random.pick(['page', 'cart', 'product']),
    sessionId: random.pick(vocabulary.session),
    category: random.pick(vocabulary.category),
    device: random.pick(vocabulary.device),
  },
];

const others: readonly ((random: Random) => Saying)[] = [
  (random) => ['PurchaseRefunded', { orderId: 'o1', currency: 'GBP', amount: random.pick([100, 500]) }],
  (random) => ['FeedbackGiven', { kind: 'csat', score: random.pick([1, 3, 5]), topics: [...vocabulary.topic] }],
  (random) => [
    'CustomerDescribed',
    {
      via: random.pick(vocabulary.via),
      traits: {
        demographic: { birthDate: '1990-11-04' },
        geographic: { country: random.pick(vocabulary.country) },
        psychographic: { interests: [random.pick(vocabulary.interest)] },
      },
    },
  ],
  (random) => ['ConsentChanged', { purpose: 'marketing', granted: random.happens(0.6) }],
];

/** Any of what is said of customers and visitors, orders and visits most. */
export const anySaying = (random: Random): Saying => random.pick([purchase, visit, purchase, visit, ...others])(random);
