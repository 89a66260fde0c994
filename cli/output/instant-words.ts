const form = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** An instant as a person reads it, to the second: `2 November 2026 at 09:12:00 UTC`. */
export const instantWords = (instant: string): string => {
  const parts = Object.fromEntries(form.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts['day']} ${parts['month']} ${parts['year']} at ${parts['hour']}:${parts['minute']}:${parts['second']} UTC`;
};

/** `(now "2026-10-01T11:05:37.503Z")`: an instant does not change, so that only the day and the hour are told. */
const seenInstant = /\(now "(\d{4}-\d\d-\d\dT[\d:.]+Z)"\)/g;

/** Reasons as a person reads them: instants seen are told in words. */
export const withInstantWords = (reason: string): string =>
  reason.replaceAll(seenInstant, (_seen, instant: string) => `(on ${instantWords(instant)})`);
