import type { PlaceLine } from '#lib/core/insight/places/place-lines.ts';

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

const countryCode = /^[A-Z]{2}$/;

/** The name of a place: of a country by its code, as ISO 3166 has it, and otherwise as the shop writes it. */
export const placeName = ({ level, place }: Pick<PlaceLine, 'level' | 'place'>): string =>
  level === 'country' && countryCode.test(place) ? (countries.of(place) ?? place) : place;

/** A heading for the places of a level. */
export const levelNames = { country: 'Countries', region: 'Regions', city: 'Cities' } as const;
