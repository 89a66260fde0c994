const fieldsOf = (zone: string, instant: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );

/** The date that a clock of a zone shows, such as `2026-03-01`. */
export const dateOf = (instant: string | number, zone: string): string => {
  const { year, month, day } = fieldsOf(zone, new Date(instant).getTime());
  return `${year}-${month}-${day}`;
};

/** How far a zone's clock is ahead of UTC, in milliseconds. */
const aheadAt = (instant: number, zone: string): number => {
  const { year, month, day, hour, minute, second } = fieldsOf(zone, instant);
  const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return shown - Math.floor(instant / 1000) * 1000;
};

const dayMs = 86_400_000;

/** A date so many days later. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, date.length);

/** The whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** The last millisecond of a date in a zone. Temporal would do it too, and weigh more than the whole screen. */
export const endOf = (date: string, zone: string): string => {
  const midnight = Date.parse(dateAfter(date, 1));
  const near = midnight - aheadAt(midnight, zone);
  return new Date(midnight - aheadAt(near, zone) - 1).toISOString();
};
