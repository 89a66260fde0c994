import { segment, trait } from '../builders/builders.ts';

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
];
