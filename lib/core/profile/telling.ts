/** One of the tellings of a fact. */
export interface Telling {
  readonly number: number;
  readonly eventId: string;
}

/** Whether a telling takes the place of another of the same fact: by its number, and of two equal ones by the larger `eventId`. */
export const isNewerTelling = (one: Telling, other: Telling): boolean =>
  one.number === other.number ? one.eventId > other.eventId : one.number > other.number;
