import { phraseIn, runsOf, type Phrase, type Run } from './text-words.ts';
import type { WordKinds } from './word-kinds.ts';

/** Terms, each once. */
export type Terms = ReadonlyMap<string, Phrase>;

/** The longest term, in words. */
const longestTerm = 3;

/** The places up to which a term may go that begins at one: behind its first telling word, and no empty word last. */
const endsOf = ({ words }: Run, from: number, { isTelling, mayBegin, mayEnd }: WordKinds): readonly number[] => {
  if (!mayBegin(words[from] as string)) return [];
  const chosen = words.slice(from, from + longestTerm);
  const first = chosen.findIndex(isTelling);
  return chosen.flatMap((word, index) => (first >= 0 && index >= first && mayEnd(word) ? [from + index + 1] : []));
};

/** What can stand for something: a term has a telling word, and neither begins nor ends with an empty one. */
const termsIn = (run: Run, kinds: WordKinds): readonly Phrase[] =>
  run.words.flatMap((_, from) => endsOf(run, from, kinds).map((to) => phraseIn(run, from, to)));

/** The terms of a text. */
export const termsOf = (text: string, kinds: WordKinds): Terms =>
  new Map(
    runsOf(text)
      .flatMap((run) => termsIn(run, kinds))
      .map((phrase) => [phrase.term, phrase]),
  );

/** Whether a text has any word at all. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
