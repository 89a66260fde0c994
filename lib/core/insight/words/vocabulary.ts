import { languagesIn, type WrittenLanguage } from './languages.ts';
import type { TextSample } from './sample-of-texts.ts';
import { cutter } from './cutter.ts';
import type { Terms } from './terms.ts';
import type { Phrase } from './text-words.ts';
import type { WordKinds } from './word-kinds.ts';

/** What is counted in the second pass. */
export interface Vocabulary {
  /** In which people write. */
  readonly languages: readonly WrittenLanguage[];
  readonly kinds: WordKinds;
  /** The terms that are counted. */
  readonly terms: Terms;
}

/** So many terms are counted at most, those of the most people of the sample. */
const mostTerms = 50_000;

/** Of a term that the minimum of people used, at least a quarter of those expected are in the sample, nearly always. */
const fewestInSample = ({ people, sample }: TextSample, minimum: number): number =>
  Math.max(2, Math.floor((minimum * sample.length) / Math.max(1, people) / 4));

/** Learns languages and terms from the sample. In a sample of everybody, no term that the minimum of people used is missing. */
export const vocabularyOf = (
  texts: TextSample,
  minimum: number,
  { languageOf, kindsOf, termsOf } = cutter,
): Vocabulary => {
  const languages = languagesIn(texts, languageOf);
  const kinds = kindsOf(languages.map(({ code }) => code));
  const phrases = new Map<string, Phrase>();
  const people = new Map<string, number>();
  for (const { texts: said } of texts.sample) {
    const own = new Map(said.flatMap((text) => [...termsOf(text, kinds)]));
    for (const [term, phrase] of own) {
      phrases.set(term, phrase);
      people.set(term, (people.get(term) ?? 0) + 1);
    }
  }
  const fewest = fewestInSample(texts, minimum);
  const counted = [...people]
    .filter(([, count]) => count >= fewest)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, mostTerms);
  return { languages, kinds, terms: new Map(counted.map(([term]) => [term, phrases.get(term) as Phrase])) };
};
