import { all, catalogue, not, performed, segment, trait } from 'patron/segments';

const lapsingRegular = segment({
  key: 'lapsing-regular',
  name: 'Lapsing regulars',
  description: 'Three or more orders ever, none for 60 days.',
  when: all(trait('orders.count').is({ gte: 3 }), not(performed('PurchaseMade').within('P60D'))),
  publish: { traits: ['orders.count', 'orders.lastAt'] },
});

export const lapsing = catalogue({ currency: 'GBP', segments: [lapsingRegular] });
