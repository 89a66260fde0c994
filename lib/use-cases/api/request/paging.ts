import { wholeParameter } from './parameter.ts';

/** How many lines a page has at most. */
export const limitParameter = wholeParameter(
  { least: 1, most: 1000, unlessGiven: 100 },
  'How many lines the answer has at most.',
);
