import { once } from '../../once.ts';
import { foldText } from '../language/fold-text.ts';
import type { CatalogueSource } from '../language/language.ts';

/** The topics of a text, each once, in the order of the catalogue. */
export type TopicsOf = (text: string) => readonly string[];

// Written without spaces between words: scripts in which lines are broken by characters or by a dictionary (Unicode Standard Annex 14).
const spaceless =
  'Han Hiragana Katakana Bopomofo Yi Tibetan Thai Lao Khmer Myanmar Tai_Le New_Tai_Lue Tai_Tham Tai_Viet Ahom Javanese Balinese'
    .split(' ')
    .map((script) => String.raw`\p{scx=${script}}`)
    .join('');

/** A letter or digit of a script that writes spaces: beside another it belongs to the same word. */
const joining = String.raw`[[\p{L}\p{N}]--[${spaceless}]]`;

const apartFromAny = String.raw`[[\p{L}\p{N}]&&[${spaceless}]]`;

const patternOf = (source: string): RegExp => new RegExp(source, 'v');

const literal = (text: string): string => text.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, String.raw`\$&`);

/** A term as it stands in a text: with no letter or digit beside it, unless one of the two is of a script without spaces. */
const termPattern = (folded: string): string => {
  const before = patternOf(`^${apartFromAny}`).test(folded) ? '' : `(?<!${joining})`;
  const after = patternOf(`${apartFromAny}$`).test(folded) ? '' : `(?!${joining})`;
  return `${before}${literal(folded)}${after}`;
};

const topicPattern = (terms: readonly string[]): RegExp =>
  patternOf(terms.map((term) => termPattern(foldText(term))).join('|'));

/**
 * Finds the topics of a text by their terms, as a catalogue lists them; undefined where it lists none. A term holds where its
 * folded form stands in the folded text with no letter or digit beside it, in scripts without spaces anywhere. No
 * segmenter decides, so that a text has the same topics for ever.
 */
export const topicsOfCatalogue = ({ topics = {} }: CatalogueSource): TopicsOf | undefined => {
  const listed = Object.entries(topics);
  if (listed.length === 0) return undefined;
  // Made for the first text: a cold start waits for nothing.
  const found = once(() => listed.map(([name, terms]) => ({ name, terms: topicPattern(terms) })));
  return (text) => {
    const folded = foldText(text);
    return found().flatMap(({ name, terms }) => (terms.test(folded) ? [name] : []));
  };
};
