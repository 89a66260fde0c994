import * as z from 'zod/mini';
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
