import { askQuestion } from '../compare/ask-question.ts';
import { comparePeople, type Comparison } from '../compare/compare-people.ts';
import { placesOf, placesOfAll, type Places } from '../compare/place-people.ts';
import type { People } from '../people.ts';
import { wordsSaid } from '../words.ts';
import type { Known, Report } from './report.ts';

/** Whom a question is about, in words. */
const askedOf = { best: 'best customers', satisfied: 'satisfied customers' } as const;

const tooFew = (who: string, minimum: number): { readonly missing: string } => ({
  missing: `there are fewer than ${minimum} ${who}`,
});

/** A comparison has lines wherever there are enough members. */
const hasLines = (comparison: Comparison): comparison is Comparison & Required<Pick<Comparison, 'lines'>> =>
  comparison.lines !== undefined;

/** What the people share whom a question is about. */
export const sharedBy = async (people: People, question: keyof typeof askedOf): Promise<Report[typeof question]> => {
  const { comparison } = await comparePeople(people, await askQuestion(people, question));
  const { missing } = comparison;
  if (missing !== undefined) return { missing };
  return hasLines(comparison) ? comparison : tooFew(askedOf[question], people.minimum);
};

const knownPlaces = (places: Places, who: string, minimum: number): Known<Places> => {
  const { missing, lines } = places;
  if (missing !== undefined) return { missing };
  return lines === undefined ? tooFew(who, minimum) : places;
};

/** Where most people are. */
export const placesOfEverybody = async (people: People): Promise<Report['places']> =>
  knownPlaces(await placesOfAll(people), 'people', people.minimum);

/** Where the best customers are more often than other buyers. */
export const placesOfBest = async (people: People): Promise<Report['bestPlaces']> =>
  knownPlaces(await placesOf(people, await askQuestion(people, 'best')), askedOf.best, people.minimum);

/** What is said in feedback. */
export const wordsOfEverybody = async (people: People): Promise<Report['words']> => {
  const found = await wordsSaid(people);
  const { missing, questions } = found;
  // Questions need no score.
  return missing === undefined || (questions?.lines.length ?? 0) > 0 ? found : { missing };
};
