import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { field, group } from './forms/group.ts';
import { numberFromZero } from './forms/number.ts';
import { place } from './forms/place.ts';
import { oneOf, optionalText } from './forms/text.ts';

const campaign = group('Campaign', {
  source: field(optionalText, 'Who sent the visitor, such as `newsletter`.'),
  medium: field(optionalText, 'By what means, such as `email`.'),
  name: field(optionalText, 'The campaign’s name.'),
});

const action = z.prefault(oneOf(['page', 'product', 'search', 'cart', 'checkout']), 'page');

export const visitMade = defineEvent({
  type: 'VisitMade',
  meaning: 'A customer or a visitor looked at a page, a product, a search, the cart or the checkout.',
  data: {
    action: field(action, 'What they did; `page` where it is not given.'),
    sessionId: field(optionalText, 'The session: visits of one count as one.'),
    path: field(optionalText, 'The path of the page.'),
    sku: field(optionalText, 'The product that they looked at.'),
    category: field(optionalText, 'The category that they looked at.'),
    searchTerm: field(optionalText, 'What they searched for.'),
    referrer: field(optionalText, 'The page that they came from.'),
    campaign: field(z.optional(campaign), 'The campaign that brought them.'),
    device: field(optionalText, 'The kind of device, such as `mobile`.'),
    durationSeconds: field(z.optional(numberFromZero), 'How long it took, in seconds.'),
    place: field(z.optional(place), 'Where they seem to be.'),
  },
});
