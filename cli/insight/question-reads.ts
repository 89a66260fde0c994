import type { QuestionName } from '#lib/core/insight/questions.ts';
import type { InsightValues } from './insight-options.ts';

/** How everybody is read for a question: once more for what it needs to know, and where it asks about events once more for them. */
export const readsOf = (question: QuestionName | undefined): Pick<InsightValues, 'passes' | 'withEvents'> => {
  if (question === undefined) return {};
  return question === 'abandoned' ? { passes: 4, withEvents: true } : { passes: 3 };
};
