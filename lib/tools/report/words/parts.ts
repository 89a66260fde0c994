import { toldWords } from '#lib/core/insight/minimum.ts';
import { number } from '#lib/core/number-words.ts';
import type { ToldPart } from '#lib/use-cases/insight/report/report.ts';

/** A number of people of a part: `1,234`, `fewer than 20`, or `20 or more` where it is kept back. */
export const toldPartWords = (told: ToldPart): string =>
  typeof told === 'object' && 'above' in told ? `${number(told.above + 1)} or more` : toldWords(told);

/** The same in place of a column: `<20` or `≥20`. */
export const partMark = (hidden: Exclude<ToldPart, number>): string =>
  'above' in hidden ? `≥${number(hidden.above + 1)}` : `<${number(hidden.below)}`;
