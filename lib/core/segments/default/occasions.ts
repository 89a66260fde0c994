import { performed, segment, trait } from '../builders/builders.ts';

/** Occasions that a shop can prepare for, and a hold-out to tell whether doing so helps. */
export const occasions = [
  segment({
    key: 'birthday-soon',
    name: 'Birthday soon',
    description: 'Have their birthday today or within the next 7 days.',
    when: trait('demographic.birthDate').is({ anniversaryIn: 'P7D' }),
    publish: { traits: ['demographic.birthDate', 'preferences.language'] },
  }),
  segment({
    key: 'renewals-coming-up',
    name: 'Renewals coming up',
    description: 'Have something of the shop that is renewed within the next 30 days.',
    when: trait('custom.renewsAt').is({ comingWithin: 'P30D' }),
    publish: { traits: ['custom.renewsAt', 'preferences.channels'] },
  }),
  segment({
    key: 'gift-buyers',
    name: 'Gift buyers',
    description: 'Ordered a gift within the last 365 days: the shop says so, or the name or category of an item does.',
    when: performed('PurchaseMade')
      .where({
        any: [
          { 'custom.gift': { eq: true } },
          { items: { some: { category: { contains: 'gift', fold: true } } } },
          { items: { some: { name: { contains: 'gift', fold: true } } } },
        ],
      })
      .within('P365D'),
    publish: { traits: ['orders.lastAt', 'categories.top'] },
  }),
  segment({
    key: 'hold-out',
    name: 'Hold-out',
    description:
      'Five in a hundred of all people, always the same, to be left out of campaigns that are to be measured.',
    when: trait('bucket.hold-out').is({ lt: 5 }),
    publish: { traits: ['bucket.hold-out'] },
  }),
];
