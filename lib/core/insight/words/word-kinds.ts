import lists from 'stopwords-iso' with { type: 'json' };
import { once } from '../../once.ts';
import { foldText } from '../../segments/language/fold-text.ts';
import { negations } from './negations.ts';

const byLanguage: Readonly<Record<string, readonly string[]>> = lists;

const foldedSet = (words: Iterable<string>): ReadonlySet<string> => new Set(Array.from(words, foldText));

const listed = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split(' '));

/** Of each folded stop word the languages that have it. */
const languagesOfWords = once(() => {
  const languages = new Map<string, string[]>();
  for (const [language, words] of Object.entries(byLanguage))
    for (const word of foldedSet(words)) languages.set(word, [...(languages.get(word) ?? []), language]);
  return languages;
});

/** The languages in which a folded word is a stop word, in the order of their codes. */
export const languagesOf = (word: string): readonly string[] => languagesOfWords().get(word) ?? [];

/** What the words of a shop's languages are good for, in terms. */
export interface WordKinds {
  /** Says something by itself: no stop word, no negation, no number and no single letter. */
  readonly isTelling: (word: string) => boolean;
  readonly isStop: (word: string) => boolean;
  /** Whether a term may begin with a word: no article or other short word that says nothing. */
  readonly mayBegin: (word: string) => boolean;
  readonly mayEnd: (word: string) => boolean;
}

/** Longer ones often belong to what is said: `antes do prazo`. */
const longestFiller = 3;

const hasLetter = /\p{L}/u;
const singleLetter = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]$/u;

/** The kinds of words in some languages, by their codes (ISO 639-1). */
export const wordKinds = (languages: readonly string[]): WordKinds => {
  const turning = languages.map((language) => negations[language]);
  const leading = foldedSet(turning.flatMap((words) => listed(words?.leading)));
  const trailing = foldedSet(turning.flatMap((words) => listed(words?.trailing)));
  const turns = (word: string): boolean => leading.has(word) || trailing.has(word);
  const listedWords = foldedSet(languages.flatMap((language) => byLanguage[language] ?? []));
  const isStop = (word: string): boolean => listedWords.has(word) && !turns(word);
  const isFiller = (word: string): boolean => (isStop(word) && word.length <= longestFiller) || singleLetter.test(word);
  return {
    isStop,
    isTelling: (word) => hasLetter.test(word) && !singleLetter.test(word) && !listedWords.has(word) && !turns(word),
    mayBegin: (word) => !isFiller(word),
    mayEnd: (word) => !isFiller(word) && (!leading.has(word) || trailing.has(word)),
  };
};
