const marks = /\p{M}/gu;

/** A text of ASCII is its own decomposition and has no marks. */
const beyondAscii = /[^\0-\x7f]/;

/** A text without letter case and accents. A sigma at the end of a word is a letter of its own, also in lower case. */
export const foldText = (text: string): string =>
  beyondAscii.test(text)
    ? text.normalize('NFKD').replaceAll(marks, '').toLowerCase().replaceAll('ς', 'σ')
    : text.toLowerCase();

/**
 * A value without letter case and accents: texts, also those in a list, in compatibility decomposition (NFKD, Unicode Standard
 * Annex 15) without marks and in lower case; anything else as it is.
 */
export const folded = (value: unknown): unknown => {
  if (typeof value === 'string') return foldText(value);
  return Array.isArray(value) ? value.map(folded) : value;
};
