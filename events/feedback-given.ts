import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { answers } from './forms/custom.ts';
import { group, listOf } from './forms/form.ts';
import { number } from './forms/number.ts';
import { longText, oneOf, optionalText, text } from './forms/text.ts';

const kind = oneOf(['csat', 'nps', 'rating', 'review', 'survey', 'complaint', 'chat']);

/** The lowest and the highest score on offer. A score outside the scale is accepted. */
const scale = group({ min: number, max: number }).check(
  z.refine(({ min, max }) => min < max, { path: ['min'], error: 'must be below scale.max' }),
);

/** The scale of feedback that gives none. */
const usualScale = (feedback: string) => (feedback === 'nps' ? { min: 0, max: 10 } : { min: 1, max: 5 });

/** A customer said what they think: a score, a text, answers. */
export const feedbackGiven = defineEvent({
  type: 'FeedbackGiven',
  data: {
    kind,
    score: z.optional(number),
    /** 0 to 10 for nps and 1 to 5 for others by default. */
    scale: z.optional(scale),
    text: z.optional(longText),
    topics: z.optional(listOf(text)),
    orderId: optionalText,
    sku: optionalText,
    answers: z.optional(answers),
  },
  complete: (detail) => ({ ...detail, scale: detail.scale ?? usualScale(detail.kind) }),
});
