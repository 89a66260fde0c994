import { performed, segment, trait } from '../builders/builders.ts';

/** Words in which delivery trouble is told; a topic that the producer found says it as well. */
const deliveryTrouble = [
  { topics: { contains: 'delivery' }, kind: { eq: 'complaint' as const } },
  ...['not arrived', 'never arrived', 'not received', 'arrived late', 'came late', 'damaged', 'broken'].map(
    (words) => ({
      text: { contains: words, fold: true },
    }),
  ),
];

const publish = { traits: ['feedback.nps', 'feedback.topics'] } as const;

/** Behavioural: what customers say of the shop. */
export const feedback = [
  segment({
    key: 'promoters',
    name: 'Promoters',
    description: 'Gave 9 or 10 as their newest answer to how likely they are to recommend the shop.',
    when: trait('feedback.nps').is({ gte: 9 }),
    publish,
  }),
  segment({
    key: 'detractors',
    name: 'Detractors',
    description: 'Gave 6 or less as their newest answer to how likely they are to recommend the shop.',
    when: trait('feedback.nps').is({ lte: 6 }),
    publish,
  }),
  segment({
    key: 'delivery-trouble',
    name: 'Delivery trouble',
    description: 'Said within the last 30 days that something came late, broken or not at all.',
    when: performed('FeedbackGiven').where({ any: deliveryTrouble }).within('P30D'),
    publish: { traits: ['computed.lastComplaint', 'feedback.topics'] },
  }),
];
