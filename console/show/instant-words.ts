/** Instants in words, as the clocks of one zone show them. All take ISO texts. */
export interface InstantWords {
  /** `9 December 2026` */
  readonly day: (instant: string) => string;
  /** A calendar day such as `2026-12-09`, which is of no zone: `Wednesday 9 December`. */
  readonly date: (day: string) => string;
  /** The same in a few letters: `Wed`. */
  readonly weekday: (day: string) => string;
  /** `9 Dec` */
  readonly shortDay: (instant: string) => string;
  /** `December 2026` */
  readonly month: (instant: string) => string;
  /** `14:05` */
  readonly time: (instant: string) => string;
  /** `9 Dec 2026, 14:05` */
  readonly minute: (instant: string) => string;
}

const saying = (timeZone: string, options: Intl.DateTimeFormatOptions) => {
  const form = new Intl.DateTimeFormat(undefined, { timeZone, ...options });
  return (instant: string): string => form.format(new Date(instant));
};

/** @param zone - an IANA name. */
export const instantWords = (zone: string): InstantWords => ({
  date: saying('UTC', { weekday: 'long', day: 'numeric', month: 'long' }),
  weekday: saying('UTC', { weekday: 'short' }),
  day: saying(zone, { day: 'numeric', month: 'long', year: 'numeric' }),
  shortDay: saying(zone, { day: 'numeric', month: 'short' }),
  month: saying(zone, { month: 'long', year: 'numeric' }),
  time: saying(zone, { hour: 'numeric', minute: '2-digit' }),
  minute: saying(zone, { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' }),
});
