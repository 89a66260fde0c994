import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { group } from './forms/form.ts';
import { numberFromZero } from './forms/number.ts';
import { place } from './forms/place.ts';
import { oneOf, optionalText } from './forms/text.ts';

/** A customer or a visitor looked at a page, a product, a search, the cart or the checkout. */
export const visitMade = defineEvent({
  type: 'VisitMade',
  data: {
    action: z.prefault(oneOf(['page', 'product', 'search', 'cart', 'checkout']), 'page'),
    sessionId: optionalText,
    path: optionalText,
    sku: optionalText,
    category: optionalText,
    searchTerm: optionalText,
    referrer: optionalText,
    campaign: z.optional(group({ source: optionalText, medium: optionalText, name: optionalText })),
    device: optionalText,
    durationSeconds: z.optional(numberFromZero),
    place: z.optional(place),
  },
});
