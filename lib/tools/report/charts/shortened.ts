const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text of at most so many letters, with `…` where some are left out. */
export const shortened = (text: string, most: number): string => {
  const all = [...letters.segment(text)].map(({ segment }) => segment);
  return all.length <= most
    ? text
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};
