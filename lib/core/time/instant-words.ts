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

/** An instant in a reason, such as `(now "2026-10-01T11:05:37.503Z")`. It does not change, so "now" is the wrong word. */
const observedInstant = /\(now "(\d{4}-\d\d-\d\dT[\d:.]+Z)"\)/g;

/** A reason with its instants as a person reads them: `(on 1 October 2026 at 11:05:37 UTC)`. */
export const withInstantWords = (reason: string, words = instantWords): string =>
  reason.replaceAll(observedInstant, (_observed, instant: string) => `(on ${words(instant)})`);
