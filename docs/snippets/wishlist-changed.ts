import { defineEvent } from '#events/define-event.ts';
import { field } from '#events/forms/group.ts';
import { oneOf, optionalText, text } from '#events/forms/text.ts';

export const wishlistChanged = defineEvent({
  type: 'WishlistChanged',
  meaning: 'A person put something on their wish list, or took it off.',
  data: {
    sku: field(text, 'The product.'),
    category: field(optionalText, 'The category of the product.'),
    change: field(oneOf(['added', 'removed']), 'Whether it was put on the list or taken off.'),
  },
});
