import type { WrittenLanguage } from '#lib/core/insight/words/languages.ts';
import type { Cutter } from '#lib/core/insight/words/cutter.ts';
import type { Phrase } from '#lib/core/insight/words/text-words.ts';
import type { Vocabulary } from '#lib/core/insight/words/vocabulary.ts';

/** Several vocabularies as plain JSON. Most terms are of several of them, and are written once. */
export interface WrittenVocabularies {
  readonly phrases: readonly Phrase[];
  readonly each: readonly {
    readonly languages: readonly WrittenLanguage[];
    /** The places of the phrases. */
    readonly terms: readonly number[];
  }[];
}

/** Writes vocabularies one after the other, so that they need not be there at once. */
export const writeVocabularies = (vocabularies: Iterable<Vocabulary>): WrittenVocabularies => {
  const places = new Map<string, number>();
  const phrases: Phrase[] = [];
  const placeOf = (phrase: Phrase): number => {
    const known = places.get(phrase.term);
    if (known !== undefined) return known;
    places.set(phrase.term, phrases.length);
    return phrases.push(phrase) - 1;
  };
  const each = Array.from(vocabularies, ({ languages, terms }) => ({
    languages,
    terms: [...terms.values()].map(placeOf),
  }));
  return { phrases, each };
};

/** Reads vocabularies back. */
export const readVocabularies = (
  { phrases, each }: WrittenVocabularies,
  { kindsOf }: Pick<Cutter, 'kindsOf'>,
): readonly Vocabulary[] =>
  each.map(({ languages, terms }) => ({
    languages,
    kinds: kindsOf(languages.map(({ code }) => code)),
    terms: new Map(
      terms.map((place) => {
        const phrase = phrases[place] as Phrase;
        return [phrase.term, phrase];
      }),
    ),
  }));
