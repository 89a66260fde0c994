import { folded } from './operators.ts';

const isOfWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

const isSpaceless = (character: string | undefined): boolean =>
  character !== undefined && /\p{scx=Han}|\p{scx=Hira}|\p{scx=Kana}|\p{scx=Thai}|\p{scx=Khmr}/u.test(character);

/** Whether a character of a term and the one beside it could be of one word. */
const isOneWord = (end: string | undefined, neighbour: string | undefined): boolean =>
  isOfWord(neighbour) && !isSpaceless(end) && !isSpaceless(neighbour);

/** Whether a term stands in a text with no letter or digit beside it, both without letter case and accents. */
export const termHolds = (term: string, text: string): boolean => {
  const wanted = Array.from(String(folded(term)));
  const letters = Array.from(String(folded(text)));
  return letters.some(
    (_, at) =>
      wanted.every((letter, index) => letters[at + index] === letter) &&
      !isOneWord(wanted[0], letters[at - 1]) &&
      !isOneWord(wanted.at(-1), letters[at + wanted.length]),
  );
};
