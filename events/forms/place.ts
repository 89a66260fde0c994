import { group } from './form.ts';
import { optionalText, text } from './text.ts';

/** Where a visitor seems to be; any part of it may be unknown. */
export const place = group({
  country: optionalText,
  region: optionalText,
  city: optionalText,
});

/** Where an order goes. */
export const address = group({
  country: text,
  region: optionalText,
  city: optionalText,
  postalCode: optionalText,
});
