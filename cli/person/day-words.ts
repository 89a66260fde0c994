const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `2 Nov 2026` */
export const dayWords = (instant: string): string => date.format(new Date(instant));

/** An instant to the minute, short enough for a line of the demo: `2 Nov 2026 09:12`. */
export const shortInstantWords = (instant: string): string => `${dayWords(instant)} ${time.format(new Date(instant))}`;
