import { isPersonId } from '#events/person-id.ts';

/** The key of a person: `C#<customerId>` for a customer, `A#<anonymousId>` for a visitor not yet known. It is also the partition key of everything stored about them. */
export type PersonKey = `C#${string}` | `A#${string}`;

/** The ids that an event names: at least one of the two. */
export interface PersonIds {
  readonly customerId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

export const customerKey = (customerId: string): PersonKey => `C#${customerId}`;
export const visitorKey = (anonymousId: string): PersonKey => `A#${anonymousId}`;

/**
 * The person that an event's ids name: the customer, where it names one.
 *
 * @throws {TypeError} where it names neither.
 */
export const personOf = ({ customerId, anonymousId }: PersonIds): PersonKey => {
  if (customerId !== undefined) return customerKey(customerId);
  if (anonymousId !== undefined) return visitorKey(anonymousId);
  throw new TypeError('Cannot take ids as a person: current value is neither a customerId nor an anonymousId');
};

/** Whether a value has the form of a person's key. */
export const isPersonKey = (value: unknown): value is PersonKey =>
  typeof value === 'string' && /^[CA]#/.test(value) && isPersonId(value.slice(2));

export const isVisitor = (person: PersonKey): boolean => person.startsWith('A#');

const idOf = (person: PersonKey): string => person.slice(2);

/** The one field by which outgoing JSON names a person. */
export type IdField = { readonly customerId: string } | { readonly anonymousId: string };

/** The field by which outgoing JSON names a person: `{ customerId }` or `{ anonymousId }`. */
export const idFieldOf = (person: PersonKey): IdField =>
  isVisitor(person) ? { anonymousId: idOf(person) } : { customerId: idOf(person) };

/** The id by which a person is named in one text: a customer's as it is, `~` before a visitor's. No id begins with `~`. */
export const publicIdOf = (person: PersonKey): string => `${isVisitor(person) ? '~' : ''}${idOf(person)}`;

/** The person of an id that `publicIdOf` wrote; undefined where a text is none. */
export const personOfPublicId = (id: string): PersonKey | undefined => {
  const person = id.startsWith('~') ? visitorKey(id.slice(1)) : customerKey(id);
  return isPersonKey(person) ? person : undefined;
};

/** `ID:SEQUENCE` of a customer's change, `~ID:SEQUENCE` of a visitor's. */
export const changeIdOf = (person: PersonKey, sequence: number): string => `${publicIdOf(person)}:${sequence}`;
