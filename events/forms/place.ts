import { field, group } from './group.ts';
import { optionalText, text } from './text.ts';

const country = 'Such as `GB`; no code list is asked.';

/** Where a visitor seems to be; any part of it may be unknown. */
export const place = group('Place', {
  country: field(optionalText, country),
  region: field(optionalText, 'A part of the country.'),
  city: field(optionalText, 'A city or another place.'),
});

/** Where an order goes. */
export const address = group('Address', {
  country: field(text, country),
  region: field(optionalText, 'A part of the country.'),
  city: field(optionalText, 'A city or another place.'),
  postalCode: field(optionalText, 'As the post of the country writes it.'),
});
