import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { answers } from './forms/custom.ts';
import { listOf } from './forms/form.ts';
import { field, group, type Constraint } from './forms/group.ts';
import { number } from './forms/number.ts';
import { longText, oneOf, optionalText, text } from './forms/text.ts';

const kind = oneOf(['csat', 'nps', 'rating', 'review', 'survey', 'complaint', 'chat']);

interface Scale {
  readonly min: number;
  readonly max: number;
}

const ascends: Constraint<Scale> = {
  check: z.refine(({ min, max }) => min < max, { path: ['min'], error: 'must be below scale.max' }),
  says: '`scale.min` is below `scale.max`.',
  json: {},
  beyond: ['`scale.min` is below `scale.max`. A JSON Schema compares no two fields.'],
};

/** A score outside the scale is accepted. */
const scale = group(
  'Scale',
  { min: field(number, 'The lowest score on offer.'), max: field(number, 'The highest score on offer.') },
  [ascends],
);

/** The scale of feedback that gives none. */
const usualScale = (feedback: string) => (feedback === 'nps' ? { min: 0, max: 10 } : { min: 1, max: 5 });

export const feedbackGiven = defineEvent({
  type: 'FeedbackGiven',
  meaning: 'A customer said what they think: a score, a text, answers.',
  data: {
    kind: field(kind, 'How they were asked, or came to say it.'),
    score: field(z.optional(number), 'The score on `scale`; one outside of it is accepted.'),
    scale: field(
      z.optional(scale),
      'The scale of `score`; 0 to 10 for `nps` and 1 to 5 for others where it is not given.',
    ),
    text: field(z.optional(longText), 'What they said, in their own words.'),
    topics: field(
      z.optional(listOf(text)),
      'What it is about; without it the catalogue’s topics are looked for in `text`.',
    ),
    orderId: field(optionalText, 'The order that it is about.'),
    sku: field(optionalText, 'The product that it is about.'),
    answers: field(z.optional(answers), 'The answers, by question.'),
  },
  complete: (detail) => ({ ...detail, scale: detail.scale ?? usualScale(detail.kind) }),
});
