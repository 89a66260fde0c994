import { useMemo } from 'preact/hooks';
import { minorDigits } from '#lib/core/money.ts';
import { useSession } from '../api/session.ts';
import { instantWords, type InstantWords } from './instant-words.ts';
import { shareWords } from './share-words.ts';

/** Numbers, money and instants in words: as the browser's locale writes them, in the catalogue's zone and currency. */
export interface Show extends InstantWords {
  /** `1,234` */
  readonly number: (value: number) => string;
  /** `12K`, where there is little room. */
  readonly short: (value: number) => string;
  /** A share from 0 to 1: `43%`, `under 1%`. */
  readonly share: (share: number) => string;
  /** With its sign: `+12`, `−3`. */
  readonly change: (value: number) => string;
  /** An amount in minor units: `£1,234.50`. */
  readonly money: (minor: number, currency?: string) => string;
}

const number = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 3 });
const change = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero' });

const moneyWords = (minor: number, currency: string): string =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(minor / 10 ** minorDigits(currency));

/** How values are shown here. */
export const useShow = (): Show => {
  const { timeZone: zone, currency: own } = useSession().catalogue;
  return useMemo(
    () => ({
      number: (value) => number.format(value),
      short: (value) => short.format(value),
      share: shareWords,
      change: (value) => change.format(value),
      money: (minor, currency = own) => moneyWords(minor, currency),
      ...instantWords(zone),
    }),
    [zone, own],
  );
};
