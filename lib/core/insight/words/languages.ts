import type { TextSample } from './sample-of-texts.ts';
import { runsOf } from './text-words.ts';
import { languagesOf } from './word-kinds.ts';

/** So many people of the sample tell the languages. */
const asked = 1000;

/** A language in which fewer people write is left out, for its stop words are telling words of others. */
const smallestShare = 0.05;

/** How much the stop words of a text speak for each language; a word of several languages speaks for each a part. */
const evidenceIn = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const evidence = new Map<string, number>();
  for (const word of texts.flatMap(runsOf).flatMap(({ words }) => words)) {
    const languages = languagesOf(word);
    for (const language of languages) evidence.set(language, (evidence.get(language) ?? 0) + 1 / languages.length);
  }
  return evidence;
};

/** The language that most speaks for, of equals the first by its code; undefined where no word does. */
export const languageIn = (texts: readonly string[]): string | undefined => {
  const [most] = [...evidenceIn(texts)].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return most?.[0];
};

/** A language with the number of people of the sample who write in it. */
export interface WrittenLanguage {
  /** ISO 639-1. */
  readonly code: string;
  readonly people: number;
}

/** The languages in which people write, as their stop words tell, by their codes. */
export const languagesIn = (
  { sample }: TextSample,
  languageOf: (texts: readonly string[]) => string | undefined = languageIn,
): readonly WrittenLanguage[] => {
  const people = new Map<string, number>();
  for (const { texts } of sample.slice(0, asked)) {
    const language = languageOf(texts);
    if (language !== undefined) people.set(language, (people.get(language) ?? 0) + 1);
  }
  const told = [...people.values()].reduce((sum, count) => sum + count, 0);
  return [...people]
    .filter(([, count]) => count >= smallestShare * told)
    .map(([code, count]) => ({ code, people: count }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
};
