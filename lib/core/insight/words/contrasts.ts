import type { Contrast } from './term-counts.ts';
import { hasWords } from './terms.ts';
import { questionsIn } from './text-words.ts';

/** Scores from 0 to 1: up to the first somebody is unhappy, from the second on happy. */
const moods = { unhappy: 0.25, happy: 0.75 } as const;

/** Texts of the unhappy against texts of the happy; those between, without a score or without a word are neither. */
export const mood: Contrast = {
  users: 'both',
  sideOf: ({ text, satisfaction }) => {
    if (satisfaction === undefined || !hasWords(text)) return undefined;
    if (satisfaction <= moods.unhappy) return { side: 0, parts: [text] };
    return satisfaction >= moods.happy ? { side: 1, parts: [text] } : undefined;
  },
};

/** The questions of texts that ask something against the texts that ask nothing. */
export const asking: Contrast = {
  users: 'one',
  sideOf: ({ text }) => {
    const questions = questionsIn(text).filter(hasWords);
    if (questions.length > 0) return { side: 0, parts: questions };
    return hasWords(text) ? { side: 1, parts: [text] } : undefined;
  },
};
