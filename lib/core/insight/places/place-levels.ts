import type { ReadKnown } from '../items/known-traits.ts';

/** The levels of places, the widest first, with the traits that hold them. */
export const placeTraits = {
  country: 'geographic.country',
  region: 'geographic.region',
  city: 'geographic.city',
} as const;

export type PlaceLevel = keyof typeof placeTraits;

export const placeLevels = Object.keys(placeTraits) as readonly PlaceLevel[];

/** Reads where somebody is, as far as it is known. */
export const readPlaces: ReadKnown = ({ profile: { given } }, _now, take) => {
  for (const path of Object.values(placeTraits)) {
    const place = given[path]?.[0];
    if (typeof place === 'string') take(path, { form: 'values', values: [place] });
  }
};

const anyPlace = /^geographic\.(?:country|region|city|postalCode)$/;

/** Whether somebody is in a group by where they are: then no place is a finding, wider or narrower. */
export const isOfPlaces = (traits: readonly string[]): boolean => traits.some((path) => anyPlace.test(path));
