import { LatestMap } from '../../latest-map.ts';
import { languageIn } from './languages.ts';
import { termsOf, type Terms } from './terms.ts';
import { wordKinds, type WordKinds } from './word-kinds.ts';

/** Reads texts for their language and their terms. */
export interface Cutter {
  /** The language that most of some texts of one person are in; undefined where no word tells. */
  readonly languageOf: (texts: readonly string[]) => string | undefined;
  readonly kindsOf: (languages: readonly string[]) => WordKinds;
  readonly termsOf: (text: string, kinds: WordKinds) => Terms;
}

/** Reads each text as often as it is asked about. */
export const cutter: Cutter = { languageOf: languageIn, kindsOf: wordKinds, termsOf };

/** What was made of a key the last few times. */
const remembering = <Key, Made>(most: number, make: (key: Key) => Made): ((key: Key) => Made) => {
  const remembered = new LatestMap<Key, Made>(most);
  return (key) => {
    const known = remembered.get(key);
    const made = known ?? make(key);
    remembered.set(key, made);
    return made;
  };
};

/** In so many combinations of languages people of one shop write, at most. */
const mostKinds = 50;

/**
 * Reads the same, for several samples or vocabularies that share texts: each text once, as long as it is among the last few.
 *
 * @param most - how many texts are remembered.
 */
export const sharedCutter = (most: number): Cutter => {
  const languages = new WeakMap<readonly string[], { readonly code: string | undefined }>();
  const kindsOf = remembering(mostKinds, (codes: string) => wordKinds(codes === '' ? [] : codes.split(' ')));
  const byKinds = new WeakMap<WordKinds, (text: string) => Terms>();
  return {
    languageOf: (texts) => {
      const known = languages.get(texts) ?? { code: languageIn(texts) };
      languages.set(texts, known);
      return known.code;
    },
    kindsOf: (codes) => kindsOf(codes.join(' ')),
    termsOf: (text, kinds) => {
      const cut = byKinds.get(kinds) ?? remembering(most, (one: string) => termsOf(one, kinds));
      byKinds.set(kinds, cut);
      return cut(text);
    },
  };
};
