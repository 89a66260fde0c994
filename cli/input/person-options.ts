import { isPersonId } from '#events/person-id.ts';
import { customerKey, idFieldOf, isVisitor, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { exactlyOne, readOption } from '../command/options.ts';

const personOption = (meaning: string, keyOf: (id: string) => PersonKey) =>
  readOption({ value: 'ID', meaning }, 'an id of 1 to 64 of A-Z a-z 0-9 . _ : @ + -', (id) =>
    isPersonId(id) ? keyOf(id) : undefined,
  );

/** The two ways to name a person: exactly one of them is given. */
export const personOptions = {
  customer: personOption('The customerId; either this or --anonymous.', customerKey),
  anonymous: personOption('The anonymousId.', visitorKey),
};

/** The person that the options name. */
export interface NamedPerson {
  readonly customer: PersonKey | undefined;
  readonly anonymous: PersonKey | undefined;
}

/**
 * The person that the options name.
 *
 * @throws {Error} when not exactly one is named.
 */
export const personIn = (values: NamedPerson): PersonKey => exactlyOne(values, ['customer', 'anonymous'])[1];

/** `customer 17850`, `visitor b-7` */
export const personWords = (person: PersonKey): string =>
  `${isVisitor(person) ? 'visitor' : 'customer'} ${Object.values(idFieldOf(person)).join('')}`;
