import { isPersonId } from '#events/person-id.ts';
import type { Payload } from './payload.ts';
import { faultOf, Unusable } from './unusable.ts';

/** Whose an event is. */
export interface Person {
  readonly customerId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

/** Says that a payload names nobody: neither a customer nor a visitor. */
export const noPerson = (): Unusable => new Unusable('no-person');

/**
 * An id in a field, a text or a whole number; undefined where there is none.
 *
 * @throws {Unusable} for a number that is too large to be exact, and for what no id of a person can be.
 */
export const idIn = (payload: Payload, name: string): string | undefined => {
  const value = payload.raw(name);
  if (value === undefined || value === '') return undefined;
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (isPersonId(id)) return id;
  throw faultOf(payload.path(name), 'the id of a person', value);
};

/** A visitor's id in a field; one that Patron cannot use is none, since the customer may be known. */
export const visitorIn = (payload: Payload, name: string): string | undefined => {
  const id = payload.text(name);
  return isPersonId(id) ? id : undefined;
};

/** Somebody, by at least one id. @throws {Unusable} where there is none. */
export const personOf = ({ customerId, anonymousId }: Person): Person => {
  if (customerId === undefined && anonymousId === undefined) throw noPerson();
  return { customerId, anonymousId };
};
