const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
};

/** The time that a clock in a zone shows, as if it were UTC; of whole seconds. */
export const shownAt = (timeZone: string, instant: number): number => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: string): number => Number(parts[name]);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
};

/** The first of the whole seconds after one instant and up to another for which something holds, which it does at the latter. */
const firstSecond = (from: number, to: number, holds: (instant: number) => boolean): number => {
  for (let instant = from + 1000; instant < to; instant += 1000) if (holds(instant)) return instant;
  return to;
};

const step = 15 * 60_000;
const dayMs = 86_400_000;

/** The first second whose local date is this one or later, looked for on a clock. */
export const firstSecondOf = (timeZone: string, localDay: number): number => {
  const hasBegun = (instant: number): boolean => shownAt(timeZone, instant) >= localDay * dayMs;
  let instant = localDay * dayMs - 16 * 4 * step;
  while (!hasBegun(instant)) instant += step;
  return firstSecond(instant - step, instant, hasBegun);
};
