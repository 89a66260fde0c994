import { foldText } from '../../segments/language/fold-text.ts';

/** Words that follow each other with one space between them, or with none in scripts without spaces. */
export interface Run {
  /** Folded. */
  readonly words: readonly string[];
  /** What stands between each word and the next: a space or nothing. */
  readonly gaps: readonly string[];
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Where somebody has forgotten a space, the segmenter goes on: `prazo.Recomendo`. */
const forgotten = /_+|(?<=\p{L}\p{M}*)[.:](?=\p{L})/u;

/** The words of a text, each with what stands before it; a break where that is not known. */
const wordsIn = (text: string): readonly (readonly [gap: string, word: string])[] => {
  const words: (readonly [string, string])[] = [];
  let gap = '';
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFC'))) {
    if (isWordLike !== true) {
      gap += foldText(segment);
      continue;
    }
    const parts = segment.split(forgotten).filter((part) => part !== '');
    words.push(...parts.map((part, index) => [index === 0 ? gap : '.', foldText(part)] as const));
    gap = '';
  }
  return words;
};

/**
 * Cuts a text into runs of words, folded one by one: vowels and tones by which the segmenter finds words are marks that folding
 * takes away. Only words between which nothing but a space stands are of one run, so that a run is found again in the folded text.
 */
export const runsOf = (text: string): readonly Run[] => {
  const runs: { words: string[]; gaps: string[] }[] = [];
  for (const [gap, word] of wordsIn(text)) {
    const run = gap === ' ' || gap === '' ? runs.at(-1) : undefined;
    if (run) {
      run.gaps.push(gap);
      run.words.push(word);
    } else runs.push({ words: [word], gaps: [] });
  }
  return runs;
};

/** Some words of a run, with how they stand in the folded text, composed (NFC). */
export interface Phrase extends Run {
  readonly term: string;
}

/** The words of a run from one place up to another, not included. */
export const phraseIn = (run: Run, from: number, to: number): Phrase => {
  const words = run.words.slice(from, to);
  const gaps = run.gaps.slice(from, to - 1);
  const term = words.reduce((text, word, index) => `${text}${gaps[index - 1]}${word}`);
  return { words, gaps, term: term.normalize('NFC') };
};

/** What stands between the end of a sentence and a question mark. */
const question = /[^.!?。！？؟…\n]+(?=[?？؟\u037E])/gu;

/** The questions of a text. */
export const questionsIn = (text: string): readonly string[] => text.match(question) ?? [];
