/** Instants in words, as the clocks of one zone show them. All take ISO texts. */
export interface InstantWords {
  /** `9 December 2026` */
  readonly day: (instant: string) => string;
  /** `9 Dec` */
  readonly shortDay: (instant: string) => string;
  /** `December 2026` */
  readonly month: (instant: string) => string;
  /** `14:05` */
  readonly time: (instant: string) => string;
  /** `9 Dec 2026, 14:05` */
  readonly minute: (instant: string) => string;
}

/** @param zone - an IANA name. */
export const instantWords = (zone: string): InstantWords => {
  const said = (options: Intl.DateTimeFormatOptions) => {
    const form = new Intl.DateTimeFormat(undefined, { timeZone: zone, ...options });
    return (instant: string): string => form.format(new Date(instant));
  };
  return {
    day: said({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: said({ day: 'numeric', month: 'short' }),
    month: said({ month: 'long', year: 'numeric' }),
    time: said({ hour: 'numeric', minute: '2-digit' }),
    minute: said({ day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' }),
  };
};
