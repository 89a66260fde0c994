import { any, segment, trait } from '../builders/builders.ts';

/** Psychographic: what moves customers. */
export const psychographic = [
  segment({
    key: 'outdoor-enthusiasts',
    name: 'Outdoor enthusiasts',
    description: 'Live an active life outdoors, or are interested in hiking, cycling or camping.',
    when: any(
      trait('psychographic.lifestyle').is({ contains: 'outdoors' }),
      trait('psychographic.interests').is({ contains: 'hiking' }),
      trait('psychographic.interests').is({ contains: 'cycling' }),
      trait('psychographic.interests').is({ contains: 'camping' }),
    ),
    publish: { traits: ['psychographic.interests'] },
  }),
];
