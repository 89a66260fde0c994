import { categories } from './assortment.ts';
import { personas, type Persona } from './personas.ts';
import type { Random } from './random.ts';

/** A customer or visitor of the shop. */
export interface Person {
  readonly customerId: string;
  /** Set for people who browse as visitors before they are known. */
  readonly anonymousId: string | undefined;
  readonly persona: Persona;
  readonly favourite: string;
  /** Most have one, some two. */
  readonly devices: readonly string[];
  readonly channel: string;
  readonly home: Home;
  /** The first and last day of the year on which they may come. */
  readonly from: number;
  readonly to: number;
}

interface Home {
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly postalCode: string;
}

const homes = (
  [
    ['GB', 'England', 'Bristol', 'BS1 4DJ'],
    ['GB', 'England', 'London', 'E8 2PB'],
    ['GB', 'England', 'Leeds', 'LS1 3AB'],
    ['GB', 'Scotland', 'Edinburgh', 'EH1 1YZ'],
    ['GB', 'Wales', 'Cardiff', 'CF10 1EP'],
    ['IE', 'Leinster', 'Dublin', 'D02 X285'],
    ['DE', 'Berlin', 'Berlin', '10115'],
    ['FR', 'Bretagne', 'Rennes', '35000'],
    ['ES', 'Andalucía', 'Sevilla', '41001'],
  ] as const
).map(([country, region, city, postalCode]): Home => ({ country, region, city, postalCode }));

const devices = [['mobile'], ['mobile'], ['desktop'], ['desktop', 'mobile'], ['tablet']];
const channels = ['web', 'web', 'app', 'store'];

/** The personas of a hundred people. */
const hundred = personas.flatMap((persona) => Array.from({ length: persona.percent }, () => persona));

/** Makes up a person; a hundred consecutive `number`s are spread over all personas. */
export const makePerson = (random: Random, number: number): Person => {
  const persona = hundred[(number * 37) % hundred.length] ?? random.pick(personas);
  const [begins, ends] = persona.active;
  const from = random.whole(...begins);
  // The end of a short acquaintance is counted from its beginning; the other ends are days of the year.
  const to = persona.name === 'once and never again' ? from + random.whole(...ends) : random.whole(...ends);
  return {
    customerId: `cust-${number}`,
    anonymousId: random.happens(persona.shy ?? 0.3) ? `visitor-${number}` : undefined,
    persona,
    favourite: random.pick(categories),
    devices: random.pick(devices),
    channel: random.pick(channels),
    home: random.pick(homes),
    from,
    to: Math.min(to, 364),
  };
};
