import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { custom } from './forms/custom.ts';
import { group, listOf } from './forms/form.ts';
import { calendarDay } from './forms/instant.ts';
import { currency, money } from './forms/money.ts';
import { integerFromZero } from './forms/number.ts';
import { oneOf, optionalText, text } from './forms/text.ts';

const words = z.optional(listOf(text));

const demographic = group({
  birthDate: z.optional(calendarDay),
  birthYear: z.optional(integerFromZero),
  gender: optionalText,
  income: z.optional(group({ amount: money, currency })),
  education: optionalText,
  occupation: optionalText,
  maritalStatus: optionalText,
  householdSize: z.optional(integerFromZero),
  children: z.optional(integerFromZero),
});

const geographic = group({
  country: optionalText,
  region: optionalText,
  city: optionalText,
  postalCode: optionalText,
  climate: optionalText,
  density: optionalText,
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
  language: optionalText,
  currency: z.optional(currency),
});

/** Someone or something described what a person is like; `via` says where that comes from. */
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
