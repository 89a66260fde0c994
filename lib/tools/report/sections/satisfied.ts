import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import { roundShare } from '../words/shares.ts';
import { Compared } from './compared.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'satisfied', title: 'Satisfied customers' };

/** Who is satisfied, and what they share. */
export const satisfied: MakeSection = (telling) => {
  const { satisfied: found } = telling.report;
  if (!('lines' in found))
    return {
      ...head,
      missing: `What satisfied customers share cannot be told: ${found.missing}. FeedbackGiven events with a score, from reviews or surveys, answer it.`,
    };
  const { members, others } = found;
  return {
    ...head,
    finding: `${number(members)} of ${number(members + others)} people who gave a score are satisfied, ${roundShare(members / (members + others))}.`,
    body: [
      h('p', { class: 'aside' }, found.definition.description, ' They are compared with the others who gave a score.'),
      h(Compared, { compared: found, telling, others: 'others who gave a score' }),
    ],
  };
};
