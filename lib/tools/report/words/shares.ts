/** Half a percent: what is nearer to none or to all is not said to be either. */
const half = 0.005;

/** A share in whole percent: `43%`; `under 1%` and `over 99%` where it would round to none or to all and is neither. */
export const roundShare = (share: number): string => {
  if (share > 0 && share < half) return 'under 1%';
  if (share < 1 && share >= 1 - half) return 'over 99%';
  return `${Math.round(share * 100)}%`;
};

/** A change from one amount to another, in whole percent: `12% more`, `3% less`, `as much`. */
export const changeWords = (from: number, to: number): string => {
  const change = Math.round((to / from - 1) * 100);
  if (change === 0) return 'about as much';
  return `${Math.abs(change).toLocaleString('en')}% ${change > 0 ? 'more' : 'less'}`;
};
