const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** From so many on an axis has no room for all digits. */
const many = 10_000;

/** A count beside an axis: `1,500`, `15K`. */
export const countTick = (count: number): string =>
  Math.abs(count) < many ? count.toLocaleString('en') : compact.format(count);
