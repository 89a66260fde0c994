import { isPersonId } from '#events/person-id.ts';
import { customerKey, idFieldOf, isVisitor, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { Command, OptionValues } from '../command/command.ts';
import { oneOf } from './open-store.ts';

/** The two ways to name a person: of these, exactly one is given. */
export const personOptions = {
  customer: { value: 'ID', meaning: 'The customerId; either this or --anonymous.' },
  anonymous: { value: 'ID', meaning: 'The anonymousId.' },
} as const satisfies Command['options'];

/**
 * The person that the options name.
 *
 * @throws {Error} when not exactly one is named, or by what is no id.
 */
export const personIn = (values: OptionValues): PersonKey => {
  const [kind, id] = oneOf(values, ['customer', 'anonymous']);
  if (!isPersonId(id)) {
    throw new Error(
      `Cannot use --${kind} as an id of 1 to 64 of A-Z a-z 0-9 . _ : @ + -: current value is ${JSON.stringify(id)}`,
    );
  }
  return kind === 'customer' ? customerKey(id) : visitorKey(id);
};

/** `customer 17850`, `visitor b-7` */
export const personWords = (person: PersonKey): string =>
  `${isVisitor(person) ? 'visitor' : 'customer'} ${Object.values(idFieldOf(person)).join('')}`;
