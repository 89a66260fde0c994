import { revenueOfMembers } from '#lib/core/insight/report/revenue-of-members.ts';
import { accumulate } from '../accumulate.ts';
import { askQuestion } from '../compare/ask-question.ts';
import type { Asked } from '../compare/asked.ts';
import { comparePeople, type Comparison } from '../compare/compare-people.ts';
import { placesOf, placesOfAll, type Places } from '../compare/place-people.ts';
import type { People } from '../people.ts';
import { wordsSaid } from '../words.ts';
import type { Known, Report } from './report.ts';

const tooFew = (who: string, minimum: number): { readonly missing: string } => ({
  missing: `there are fewer than ${minimum} ${who}`,
});

const bestCustomers = 'best customers';

type Answered = Comparison & Required<Pick<Comparison, 'lines'>>;

/** A comparison has lines wherever there are enough members. */
const hasLines = (comparison: Comparison): comparison is Answered => comparison.lines !== undefined;

const answerOf = async (people: People, asked: Asked, who: string): Promise<Known<Answered>> => {
  const { comparison } = await comparePeople(people, asked);
  const { missing } = comparison;
  if (missing !== undefined) return { missing };
  return hasLines(comparison) ? comparison : tooFew(who, people.minimum);
};

/** What the satisfied share. */
export const sharedBySatisfied = async (people: People): Promise<Report['satisfied']> =>
  answerOf(people, await askQuestion(people, 'satisfied'), 'satisfied customers');

/** What the best customers share, and what they bring. */
export const sharedByBest = async (people: People): Promise<Report['best']> => {
  const asked = await askQuestion(people, 'best');
  const answer = await answerOf(people, asked, bestCustomers);
  if (!('lines' in answer)) return answer;
  const isTold = answer.others === 0 || answer.others >= people.minimum;
  const revenueShare = isTold ? await accumulate(asked.grouped, revenueOfMembers) : undefined;
  return { ...answer, ...(revenueShare !== undefined && { revenueShare }) };
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
  knownPlaces(await placesOf(people, await askQuestion(people, 'best')), bestCustomers, people.minimum);

/** What is said in feedback. */
export const wordsOfEverybody = async (people: People): Promise<Report['words']> => {
  const found = await wordsSaid(people);
  const { missing, questions } = found;
  // Questions need no score.
  return missing === undefined || (questions?.lines.length ?? 0) > 0 ? found : { missing };
};
