import * as z from 'zod/mini';
import { defineEvent } from '#events/define-event.ts';
import { oneOf, text } from '#events/forms/text.ts';

/** A person put something on their wish list, or took it off. */
export const wishlistChanged = defineEvent({
  type: 'WishlistChanged',
  data: { sku: text, category: z.optional(text), change: oneOf(['added', 'removed']) },
});
