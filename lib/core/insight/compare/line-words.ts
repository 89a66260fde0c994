import type { Line } from './line.ts';
import { toldWords } from '../minimum.ts';
import { number, quantity } from '../../number-words.ts';

/** What lines of several commands have in common. */
type Figures = Partial<Pick<Line, 'share' | 'others' | 'lift' | 'direction'>> & Pick<Line, 'members' | 'known'>;

/** Whole percent: a decimal would promise more than a share of some hundred people knows. */
export const shareWords = (share: number): string => `${Math.round(share * 100)}%`;

const isNearlyAll = (members: Line['members']): boolean => typeof members === 'object' && 'above' in members;

/** The share of members: `60%`, or only that it is nearly all. */
export const memberWords = ({ share, members }: Figures): string => {
  if (share !== undefined) return shareWords(share);
  return isNearlyAll(members) ? 'nearly all' : 'few';
};

/** The share of others; of so few or so many that it would tell on them, only that. */
export const otherWords = ({ others, direction }: Figures): string => {
  if (others !== undefined) return shareWords(others);
  return direction === 'more' ? 'few' : 'nearly all';
};

/** `4.1x` */
export const liftWords = ({ lift }: Figures): string =>
  lift === undefined ? '' : `${quantity(Number(lift.toPrecision(2)))}x`;

/** `120 of 200`, or `all but a few of 200`. */
export const countWords = ({ members, known }: Figures): string =>
  typeof members === 'object' && 'above' in members
    ? `all but a few of ${number(known)}`
    : `${toldWords(members)} of ${number(known)}`;
