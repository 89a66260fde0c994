import { any, segment, trait } from '../builders/builders.ts';

/** Geographic: where customers are. */
export const geographic = [
  segment({
    key: 'warm-climates',
    name: 'Warm climates',
    description: 'Live in a warm climate or in a country of southern Europe.',
    when: any(
      trait('geographic.climate').is({ in: ['mediterranean', 'subtropical', 'tropical', 'arid'] }),
      trait('geographic.country').is({ in: ['CY', 'ES', 'GR', 'IT', 'MT', 'PT'] }),
    ),
    publish: { traits: ['geographic.country', 'geographic.climate'] },
  }),
];
