import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { custom } from './forms/custom.ts';
import { group, listOf } from './forms/form.ts';
import { calendarDay } from './forms/instant.ts';
import { currency, money } from './forms/money.ts';
import { integerFromZero } from './forms/number.ts';
import { oneOf, text } from './forms/text.ts';

const words = z.optional(listOf(text));

const demographic = group({
  birthDate: z.optional(calendarDay),
  birthYear: z.optional(integerFromZero),
  gender: z.optional(text),
  income: z.optional(group({ amount: money, currency })),
  education: z.optional(text),
  occupation: z.optional(text),
  maritalStatus: z.optional(text),
  householdSize: z.optional(integerFromZero),
  children: z.optional(integerFromZero),
});

const geographic = group({
  country: z.optional(text),
  region: z.optional(text),
  city: z.optional(text),
  postalCode: z.optional(text),
  climate: z.optional(text),
  density: z.optional(text),
});

const psychographic = group({
  lifestyle: words,
  personality: words,
  values: words,
  interests: words,
  motivations: words,
  attitudes: words,
  beliefs: words,
  goals: words,
  painPoints: words,
});

const preferences = group({
  channels: words,
  language: z.optional(text),
  currency: z.optional(currency),
});

/** Somebody or something told what a person is like; `via` says who. */
export const customerDescribed = defineEvent({
  type: 'CustomerDescribed',
  data: {
    via: oneOf(['crm', 'survey', 'interview', 'social', 'sales', 'inferred']),
    traits: group({
      demographic: z.optional(demographic),
      geographic: z.optional(geographic),
      psychographic: z.optional(psychographic),
      preferences: z.optional(preferences),
      custom: z.optional(custom),
    }),
  },
});
