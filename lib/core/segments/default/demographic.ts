import { segment, trait } from '../builders/builders.ts';

/** Demographic: who customers are. */
export const demographic = [
  segment({
    key: 'young-adults',
    name: 'Young adults',
    description: 'From their 18th birthday to the day before their 26th.',
    when: trait('demographic.age').is({ gte: 18, lt: 26 }),
    publish: { traits: ['demographic.age'] },
  }),
  segment({
    key: 'over-60s',
    name: 'Over-60s',
    description: 'From their 60th birthday on.',
    when: trait('demographic.age').is({ gte: 60 }),
    publish: { traits: ['demographic.age'] },
  }),
];
