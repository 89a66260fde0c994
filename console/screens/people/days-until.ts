const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const dayMs = 86_400_000;

/** From so many days on it is said in months. */
const mostDays = 60;
const daysInMonth = 30.44;

/** How long after an instant another one is: `in 7 days`, `in 9 months`. */
export const daysUntil = (from: string, to: string): string => {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
  return Math.abs(days) < mostDays
    ? relative.format(days, 'day')
    : relative.format(Math.round(days / daysInMonth), 'month');
};
