import { isTellable, toldMembers, type NearlyAll } from '../compare/line.ts';
import type { Told } from '../minimum.ts';
import type { ItemValue } from '../items/items.ts';
import { wilson, type Side } from '../statistics/association.ts';

/** How many of those of whom a trait is known have a value. */
export interface ShareFigure {
  readonly trait: string;
  readonly value: ItemValue;
  /** Of the members who are unhappy alone; by default of all. */
  readonly among?: 'unhappy';
  /** The share, and its 95 % range; absent where it would tell of few who have it not. */
  readonly share?: number;
  readonly interval?: readonly [low: number, high: number];
  readonly members: Told | NearlyAll;
  readonly known: number;
}

/** What number members have in a trait. */
export interface NumberFigure {
  readonly trait: string;
  /** Set where the numbers are how many days ago something is. */
  readonly unit?: 'daysAgo';
  /** The middle one, in three digits. */
  readonly median: number;
  /** What half of them lie between. */
  readonly range: readonly [low: number, high: number];
  readonly known: number;
}

export type Figure = ShareFigure | NumberFigure;

/** A figure of a share, as it may be told. */
export const shareFigure = (
  { trait, value, among }: Pick<ShareFigure, 'trait' | 'value' | 'among'>,
  side: Side,
  minimum: number,
): ShareFigure => ({
  trait,
  value,
  ...(among && { among }),
  ...(isTellable(side, minimum) && { share: side.having / side.known, interval: wilson(side) }),
  members: toldMembers(side, minimum),
  known: side.known,
});
