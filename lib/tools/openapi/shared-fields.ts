import * as z from 'zod/mini';
import { form, openObject } from '#events/forms/form.ts';
import { field } from '#events/forms/group.ts';
import { personId } from '#events/forms/ids.ts';
import { anyText } from '#events/forms/text.ts';

/** The field by which a person is named: one of the two. */
export const whose = {
  customerId: field(z.optional(personId), 'The customer; absent of a visitor.'),
  anonymousId: field(z.optional(personId), 'The visitor; absent of a customer.'),
};

/** The field with the place where the next page begins. */
export const next = field(z.nullable(anyText), 'The cursor of the next page; null at the end.');

/** An object of whatever fields. */
export const object = form<object>({
  as: 'object',
  rule: 'must be an object',
  json: { type: 'object' },
  holds: (value) => typeof value === 'object' && value !== null,
});

/** An object whose names are not known ahead. */
export const anyObject = openObject<unknown>({ rule: 'must be there', json: {}, holds: () => true });
