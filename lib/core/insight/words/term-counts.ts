import type { Accumulator } from '../accumulator.ts';
import type { FeedbackText, Said } from './said.ts';

/** Texts on one side of a contrast, such as those of unhappy people, and on the other. */
type Sides = readonly [one: number, other: number];

/** A text as a contrast takes it: on which side it is, and what of it is read. */
interface Sided {
  readonly side: 0 | 1;
  readonly parts: readonly string[];
}

/** Tells texts apart in one way. */
export interface Contrast {
  /** Undefined for a text on neither side. */
  readonly sideOf: (text: FeedbackText) => Sided | undefined;
  /** Whose use of a term makes them people who used it: those of both sides, or of the first alone. */
  readonly users: 'both' | 'one';
}

/** How often a term was used, each time once a text. */
type TermCount = readonly [one: number, other: number, people: number];

/** How often terms were used on both sides. */
export interface TermCounts {
  readonly texts: Sides;
  /** Those who wrote at least one text on each side. */
  readonly people: Sides;
  readonly terms: Readonly<Record<string, TermCount>>;
}

/** Cuts a text into the terms that are counted. */
export type Cut = (text: string) => readonly string[];

/** What one person wrote, cut as often as is needed and not more. */
export interface CutSaid extends Said {
  readonly cut: Cut;
}

interface Adding {
  readonly cut: Cut;
  /** The terms that one person used on each side. */
  readonly used: readonly [one: Set<string>, other: Set<string>];
}

/** What is kept of a contrast while texts are added. */
export interface Kept {
  readonly texts: [number, number];
  readonly people: [number, number];
  readonly terms: Record<string, [number, number, number]>;
}

/** The count of a term, which may be called like what every object has. */
const countOf = (terms: Kept['terms'], term: string): [number, number, number] => {
  if (!Object.hasOwn(terms, term)) terms[term] = [0, 0, 0];
  return terms[term] as [number, number, number];
};

/** Adds one text, and the terms in it to those that its author used. */
const addText = (kept: Kept, { side, parts }: Sided, { cut, used }: Adding): void => {
  kept.texts[side] += 1;
  for (const term of new Set(parts.flatMap(cut))) {
    countOf(kept.terms, term)[side] += 1;
    used[side].add(term);
  }
};

/** Adds what one person wrote, all of it at once, so that nobody is counted twice. */
const addSaid = (kept: Kept, { texts, cut }: CutSaid, { sideOf, users }: Contrast): void => {
  const sided = texts.flatMap((text) => sideOf(text) ?? []);
  const used: Adding['used'] = [new Set(), new Set()];
  for (const text of sided) addText(kept, text, { cut, used });
  for (const term of users === 'both' ? new Set([...used[0], ...used[1]]) : used[0]) countOf(kept.terms, term)[2] += 1;
  for (const side of new Set(sided.map((one) => one.side))) kept.people[side] += 1;
};

/** Counts terms on both sides of a contrast. What is kept is bounded by the vocabulary that texts are cut into. */
export const termCounts = (contrast: Contrast): Accumulator<CutSaid, Kept, TermCounts> => ({
  empty: () => ({ texts: [0, 0], people: [0, 0], terms: {} }),
  add: (kept, said) => {
    addSaid(kept, said, contrast);
    return kept;
  },
  merge: (one, other) => {
    for (const side of [0, 1] as const) {
      one.texts[side] += other.texts[side];
      one.people[side] += other.people[side];
    }
    for (const [term, counted] of Object.entries(other.terms)) {
      const count = countOf(one.terms, term);
      for (const place of [0, 1, 2] as const) count[place] += counted[place];
    }
    return one;
  },
  result: (kept) => kept,
});
