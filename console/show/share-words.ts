import { parts } from '../words/en.ts';

/** Half a percent: what is nearer to none or to all is not said to be either. */
const half = 0.005;

const whole = new Intl.NumberFormat(undefined, { style: 'percent' });

/** A share in whole percent; `under 1%` and `over 99%` where it would round to none or to all and is neither. */
export const shareWords = (share: number): string => {
  if (share > 0 && share < half) return parts.underShare(whole.format(0.01));
  if (share < 1 && share >= 1 - half) return parts.overShare(whole.format(0.99));
  return whole.format(share);
};
