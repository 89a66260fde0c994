import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { ShareFigure } from '#lib/core/insight/persona/figure.ts';
import { shareWords } from './line-words.ts';
import { number } from '../output/numbers.ts';

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

/** The share of members; where it may not be told, in words. */
export const memberWords = (
  { share, members, known }: Pick<ShareFigure, 'share' | 'members' | 'known'>,
  minimum: number,
): string => {
  if (share !== undefined) return shareWords(share);
  if (typeof members === 'number') return number(members);
  if ('below' in members) return 'few';
  return members.above < known - minimum ? `${number(members.above + 1)} or more` : 'nearly all';
};

/** Of which share of the members something is known. */
export const knownOfWords = (known: number, members: number): string =>
  known >= members ? 'all' : shareWords(Math.min(0.99, Math.max(0.01, known / members)));
