import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { group } from './forms/form.ts';
import { numberFromZero } from './forms/number.ts';
import { place } from './forms/place.ts';
import { oneOf, text } from './forms/text.ts';

/** Somebody looked at a page, a product, a search, the cart or the checkout. */
export const visitMade = defineEvent({
  type: 'VisitMade',
  data: {
    action: z.prefault(oneOf(['page', 'product', 'search', 'cart', 'checkout']), 'page'),
    sessionId: z.optional(text),
    path: z.optional(text),
    sku: z.optional(text),
    category: z.optional(text),
    searchTerm: z.optional(text),
    referrer: z.optional(text),
    campaign: z.optional(group({ source: z.optional(text), medium: z.optional(text), name: z.optional(text) })),
    device: z.optional(text),
    durationSeconds: z.optional(numberFromZero),
    place: z.optional(place),
  },
});
