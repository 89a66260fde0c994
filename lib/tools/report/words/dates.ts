/** Dates in words, as the clocks of one zone show them. All take instants as ISO texts. */
export interface DateWords {
  /** `9 December 2011` */
  readonly day: (instant: string) => string;
  /** `9 Dec` */
  readonly shortDay: (instant: string) => string;
  /** `November 2011` */
  readonly month: (instant: string) => string;
  /** `Nov` */
  readonly shortMonth: (instant: string) => string;
  readonly year: (instant: string) => string;
  /** 1 to 31. */
  readonly dayOfMonth: (instant: string) => number;
  /** Whether the day is the last of its month. */
  readonly isLastOfMonth: (instant: string) => boolean;
}

const dayMs = 86_400_000;

/** @param zone - an IANA name. */
export const dateWordsIn = (zone: string): DateWords => {
  const said = (options: Intl.DateTimeFormatOptions) => {
    const form = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
    return (instant: string): string => form.format(new Date(instant));
  };
  const month = said({ month: 'long', year: 'numeric' });
  const dayOfMonth = said({ day: 'numeric' });
  // British English has a month of four letters, for which there is no room.
  const short = new Intl.DateTimeFormat('en-US', { timeZone: zone, month: 'short' });
  const shortMonth = (instant: string): string => short.format(new Date(instant));
  return {
    day: said({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: (instant) => `${dayOfMonth(instant)} ${shortMonth(instant)}`,
    month,
    shortMonth,
    year: said({ year: 'numeric' }),
    dayOfMonth: (instant) => Number(dayOfMonth(instant)),
    isLastOfMonth: (instant) => month(instant) !== month(new Date(Date.parse(instant) + dayMs).toISOString()),
  };
};
