import * as z from 'zod/mini';
import { custom } from './forms/custom.ts';
import { listOf } from './forms/form.ts';
import { field, group } from './forms/group.ts';
import { calendarDay } from './forms/instant.ts';
import { currency, money } from './forms/money.ts';
import { integerFromZero } from './forms/number.ts';
import { optionalText, text } from './forms/text.ts';

const words = z.optional(listOf(text));
const count = z.optional(integerFromZero);

const income = group('Income', {
  amount: field(money, 'A year’s income, in minor units of `currency`.'),
  currency: field(currency, 'The currency of `amount`.'),
});

const demographic = group('Demographic', {
  birthDate: field(z.optional(calendarDay), 'The day of birth: the age comes from it.'),
  birthYear: field(count, 'The year of birth, where the day is not known.'),
  gender: field(optionalText, 'In the shop’s own words.'),
  income: field(z.optional(income), 'What they earn.'),
  education: field(optionalText, 'Their schooling or degree.'),
  occupation: field(optionalText, 'What they do for a living.'),
  maritalStatus: field(optionalText, 'Such as `married`.'),
  householdSize: field(count, 'How many people the household has.'),
  children: field(count, 'How many children they have.'),
});

const geographic = group('Geographic', {
  country: field(optionalText, 'Such as `GB`; no code list is asked.'),
  region: field(optionalText, 'A part of the country.'),
  city: field(optionalText, 'A city or another place.'),
  postalCode: field(optionalText, 'As the post of the country writes it.'),
  climate: field(optionalText, 'Such as `temperate`.'),
  density: field(optionalText, 'How densely people live there, such as `urban`.'),
});

const psychographic = group('Psychographic', {
  lifestyle: field(words, 'How they live.'),
  personality: field(words, 'What they are like.'),
  values: field(words, 'What matters to them.'),
  interests: field(words, 'What they like to do and to read about.'),
  motivations: field(words, 'What makes them buy.'),
  attitudes: field(words, 'How they think about things.'),
  beliefs: field(words, 'What they hold to be true.'),
  goals: field(words, 'What they want to reach.'),
  painPoints: field(words, 'What bothers them.'),
});

const preferences = group('Preferences', {
  channels: field(words, 'How they want to be reached, such as `email`.'),
  language: field(optionalText, 'The language they want to be addressed in.'),
  currency: field(z.optional(currency), 'The currency they pay in.'),
});

/** The traits that a description can give, by group. */
export const describedTraits = group('GivenTraits', {
  demographic: field(z.optional(demographic), 'Who they are.'),
  geographic: field(z.optional(geographic), 'Where they live.'),
  psychographic: field(z.optional(psychographic), 'How they think.'),
  preferences: field(z.optional(preferences), 'What they prefer.'),
  custom: field(z.optional(custom), 'Traits of the shop’s own, `custom.NAME`.'),
});
