const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** A sentence of the API with its instants in words. */
export const withInstants = (sentence: string, words: (instant: string) => string): string =>
  sentence.replaceAll(instant, words);
