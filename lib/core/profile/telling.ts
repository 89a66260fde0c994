import type { PersonKey } from './person.ts';

/** One of the tellings of a fact. */
export interface Telling {
  readonly number: number;
  readonly eventId: string;
}

/** A fact of one own id. */
export interface Fact {
  /** The own id of the events that tell it: another's are never put right. */
  readonly person: PersonKey;
  /** The key of the fact. */
  readonly of: string;
}

/** A text that is unique to a fact of one own id. */
export const factId = (person: PersonKey, { of }: Pick<Fact, 'of'>): string => `${person}/${of}`;

/** Above 0 where a telling takes the place of another of the same fact: by its number, and of two equal ones by the larger `eventId`. */
export const compareTellings = (one: Telling, other: Telling): number => {
  if (one.number !== other.number) return one.number - other.number;
  if (one.eventId === other.eventId) return 0;
  return one.eventId > other.eventId ? 1 : -1;
};
