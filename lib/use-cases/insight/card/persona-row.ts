import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { ShareFigure } from '#lib/core/insight/persona/figure.ts';
import { number } from '#lib/core/number-words.ts';
import { shareWords } from '#lib/core/insight/compare/line-words.ts';

/** What a card is put into words by. */
export interface Telling {
  readonly source: CatalogueSource;
  readonly minimum: number;
  readonly members: number;
}

/** One figure of a card in words. */
export interface CardRow {
  readonly what: string;
  readonly figure: string;
  readonly range: string;
  /** The share of others, where it is compared. */
  readonly others: string;
  /** Of which share of the members it is known. */
  readonly known: string;
}

export const intervalWords = (interval: ShareFigure['interval']): string =>
  interval === undefined ? '' : `${Math.round(interval[0] * 100)}% to ${shareWords(interval[1])}`;

/** From this share on, a few are left. */
const nearly = 0.8;

/** The share of members; where it may not be told, nearly all, or how many at least: never fewer than the minimum. */
export const memberWords = (
  { share, members, known }: Pick<ShareFigure, 'share' | 'members' | 'known'>,
  minimum: number,
): string => {
  if (share !== undefined) return shareWords(share);
  if (typeof members === 'number') return number(members);
  if ('below' in members) return 'few';
  return members.above >= nearly * known ? 'nearly all' : `${number(Math.max(members.above + 1, minimum))} or more`;
};

/** Of which share of the members something is known. */
export const knownOfWords = (known: number, members: number): string =>
  known >= members ? 'all' : shareWords(Math.min(0.99, Math.max(0.01, known / members)));
