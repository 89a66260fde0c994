const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters of these scripts are as wide as two of others. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const widthOf = (letter: string): number => (wide.test(letter) ? 2 : 1);

/** A text as wide as at most so many letters, with `…` where some are left out. */
export const shortened = (text: string, most: number): string => {
  const all = [...letters.segment(text)].map(({ segment }) => segment);
  if (all.reduce((width, letter) => width + widthOf(letter), 0) <= most) return text;
  let left = most - 1;
  const kept = all.slice(
    0,
    all.findIndex((letter) => (left -= widthOf(letter)) < 0),
  );
  return `${kept.join('').trimEnd()}…`;
};
