import { formatInstant, type Instant } from '../time/instant.ts';
import type { Told } from './adapter.ts';
import { digestOf, factId } from './fact-id.ts';
import type { Person } from './person.ts';

/** A fact as its source tells it at one time: it tells it anew whenever it changes, and the largest number counts. */
export interface Telling {
  readonly person: Person;
  /** Names the fact, such as `shopify.order:450789469`. */
  readonly key: string;
  /** Orders the tellings of the fact, such as the time of its last change in milliseconds. */
  readonly number: number;
  /** When it is told. */
  readonly at: Instant;
}

/**
 * The digest makes two tellings of one time two events, whatever the source sends: with one id they would be a conflict.
 */
const revised = ({ person, key, number, at }: Telling, type: string, fields: object): Told => {
  const revision = { of: key, number };
  const eventId = factId(key, number, digestOf([type, person, fields]));
  return { type, detail: { eventId, ...person, ...fields, revision }, toldAt: at };
};

/** The fields of an event, and when it happened. */
interface Happened {
  readonly at: Instant;
  readonly [field: string]: unknown;
}

/** Says what a fact is, as of a telling. */
export const toldAs = (telling: Telling, type: string, { at, ...fields }: Happened): Told =>
  revised(telling, type, { occurredAt: formatInstant(at), ...fields });

/** Says that a fact does not count, as of a telling. */
export const withdrawnAs = (telling: Telling): Told =>
  revised(telling, 'EventWithdrawn', { occurredAt: formatInstant(telling.at) });

/**
 * Takes back what may have been told of a fact while only its visitor was known: revisions are compared within one id, so
 * that it would count twice.
 */
export const visitorsTelling = (telling: Telling): readonly Told[] => {
  const { customerId, anonymousId } = telling.person;
  if (customerId === undefined || anonymousId === undefined) return [];
  return [withdrawnAs({ ...telling, person: { anonymousId } })];
};
