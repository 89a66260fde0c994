import { definitionOf } from '#lib/core/insight/definition/named-traits.ts';
import { textSample } from '#lib/core/insight/words/sample-of-texts.ts';
import { tellingTerms, type TellingTerm } from '#lib/core/insight/words/telling-terms.ts';
import type { TermCounts } from '#lib/core/insight/words/term-counts.ts';
import { vocabularyOf, type Vocabulary } from '#lib/core/insight/words/vocabulary.ts';
import { tell, type Told } from '#lib/core/insight/minimum.ts';
import { wordCounts, type WordCounts } from '#lib/core/insight/words/word-counts.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { accumulate } from './accumulate.ts';
import { chosenSegment } from './chosen-segment.ts';
import type { InsightTerms, People } from './people.ts';
import { sayings } from './sayings.ts';

/** A term that tells unhappy from happy texts. */
export interface TermLine {
  /** One to three words, without letter case and accents. */
  readonly term: string;
  /** The share of the unhappy texts that have the term, to four decimals; no text is told from it. */
  readonly unhappy: number;
  readonly happy: number;
  /** The difference in log-odds in standard errors; above 0 where it tells unhappy. */
  readonly z: number;
  /** How many people used it. */
  readonly people: number;
}

/** A term of questions. */
interface QuestionLine {
  readonly term: string;
  /** The share of the texts with a question that have the term in one. */
  readonly asking: number;
  /** The share of the other texts that have it. */
  readonly others: number;
  readonly z: number;
  /** How many people asked with it. */
  readonly people: number;
}

/** What people ask. */
export interface QuestionsAsked {
  readonly people: Told;
  /** The share of all texts that ask something; absent where too few people do. */
  readonly share?: number;
  /** Strongest first. */
  readonly lines: readonly QuestionLine[];
}

/** What people say. Plain JSON. */
export interface WordsFound {
  /** The key of the only segment whose members were read; absent where everybody was. */
  readonly segment?: string;
  readonly members?: number;
  /** The latest clock of anybody. */
  readonly asOf: string;
  /** The languages in which enough people write, by their codes (ISO 639-1); absent where the segment is smaller than the minimum. */
  readonly languages?: readonly string[];
  /** Strongest first, unhappy and happy ones; absent where the segment is smaller than the minimum. */
  readonly lines?: readonly TermLine[];
  readonly questions?: QuestionsAsked;
  /** The paths of the traits that the segment is defined by. */
  readonly byDefinition: readonly string[];
  /** What the data lack, where they lack something. */
  readonly missing?: string;
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

const lineOf = ({ term, one, other, z, people }: TellingTerm): TermLine => ({
  term,
  unhappy: rounded(one, 4),
  happy: rounded(other, 4),
  z: rounded(z, 2),
  people,
});

const questionLineOf = ({ term, one, other, z, people }: TellingTerm): QuestionLine => ({
  term,
  asking: rounded(one, 4),
  others: rounded(other, 4),
  z: rounded(z, 2),
  people,
});

/** What is missing for a comparison of moods; undefined where nothing is. */
const missingOf = ({ people: [unhappy, happy] }: TermCounts, minimum: number): string | undefined => {
  const few = [
    ...(unhappy < minimum ? ['an unhappy text (a score of at most a quarter of its scale)'] : []),
    ...(happy < minimum ? ['a happy text (a score of at least three quarters of its scale)'] : []),
  ];
  return few.length === 0
    ? undefined
    : `fewer than ${minimum} people have written ${few.join(`, and fewer than ${minimum} `)}`;
};

const questionsOf = (counts: TermCounts, terms: readonly TellingTerm[], minimum: number): QuestionsAsked => {
  const [askers] = counts.people;
  const [texts, others] = counts.texts;
  if (askers < minimum) return { people: tell(askers, minimum), lines: [] };
  return {
    people: askers,
    share: rounded(texts / (texts + others), 4),
    lines: terms.filter(({ z }) => z > 0).map(questionLineOf),
  };
};

/** What is told of counted words. */
export const termsIn = (vocabulary: Vocabulary, { moods, askings }: WordCounts, minimum: number) => {
  const missing = missingOf(moods, minimum);
  return {
    languages: vocabulary.languages.filter((language) => language.people >= minimum).map(({ code }) => code),
    lines: missing === undefined ? tellingTerms(moods, vocabulary, minimum).map(lineOf) : [],
    questions: questionsOf(askings, tellingTerms(askings, vocabulary, minimum), minimum),
    ...(missing !== undefined && { missing }),
  };
};

/**
 * What people say, in two passes over everybody: one learns languages and terms from a sample of people, one counts.
 *
 * @param segment - the key of the only segment whose members are read; everybody by default.
 */
export const termsSaid = async (people: People, segment?: string) => {
  const { minimum } = people;
  const pass = sayings(people, segment);
  const vocabulary = vocabularyOf(await accumulate(pass, textSample), minimum);
  return termsIn(vocabulary, await accumulate(pass, wordCounts(vocabulary)), minimum);
};

/** The latest clock of anybody, and the number of members of a segment. */
const sizeOf = async ({ everybody }: People, segment: string | undefined) => {
  let [now, members] = [0, 0];
  for await (const { state } of everybody()) {
    now = Math.max(now, state.clock);
    if (segment !== undefined && Object.hasOwn(state.memberships, segment)) members += 1;
  }
  return { now, members };
};

/**
 * Of how many people words are told and as of when.
 *
 * @param segment - the only one whose members are read; everybody by default.
 */
export const wordsHead = (
  { catalogue }: InsightTerms,
  segment: Segment | undefined,
  { now, members }: { readonly now: Instant; readonly members: number },
) => ({
  ...(segment && { segment: segment.key, members }),
  asOf: formatInstant(now),
  byDefinition: segment ? definitionOf(catalogue.source, [segment]).traits : [],
});

/**
 * Finds the terms of feedback that tell unhappy from happy texts, and those of questions, and says of how many people and as of
 * when, which takes a pass of its own.
 *
 * @param key - of the only segment whose members are read; everybody by default.
 * @throws {Error} when the catalogue has no such segment, with the nearest key.
 */
export const wordsSaid = async (people: People, key?: string): Promise<WordsFound> => {
  const segment = key === undefined ? undefined : chosenSegment(people.catalogue, key).source;
  const size = await sizeOf(people, key);
  const head = wordsHead(people, segment, size);
  if (segment && size.members < people.minimum) return head;
  return { ...head, ...(await termsSaid(people, key)) };
};
