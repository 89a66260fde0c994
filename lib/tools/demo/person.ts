import { categories } from './assortment.ts';
import type { Random } from './random.ts';
import { personas, type Persona } from './personas.ts';

/** Somebody who comes to the shop. */
export interface Person {
  readonly customerId: string;
  /** Set for those who looked around before they said who they are. */
  readonly anonymousId: string | undefined;
  readonly persona: Persona;
  readonly favourite: string;
  /** Most have one, some two. */
  readonly devices: readonly string[];
  readonly channel: string;
  readonly home: Home;
  /** The days of the year between which they come. */
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

/** The persona of each hundredth. */
const hundred = personas.flatMap((persona) => Array.from({ length: persona.percent }, () => persona));

/** Makes up the next customer; the `number`s of a hundred in a row are spread over all personas. */
export const makePerson = (random: Random, number: number): Person => {
  const persona = hundred[(number * 37) % hundred.length] ?? random.pick(personas);
  const [begins, ends] = persona.active;
  const from = random.whole(...begins);
  // Who comes only for a while does so from when they came; who stays does until the end of the year.
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
