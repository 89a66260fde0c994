import { categories } from './assortment.ts';
import { personas, type Acquaintance, type Persona } from './personas.ts';
import type { Random } from './random.ts';

/** A customer or visitor of the shop. */
export interface Person {
  readonly customerId: string;
  /** Set for people who browse as visitors before they are known. */
  readonly anonymousId: string | undefined;
  readonly persona: Persona;
  /** How many times as long as is usual for their persona they stay away. */
  readonly pace: number;
  /** The share of orders that they are content with. */
  readonly mood: number;
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
const lastDay = 364;
const channels = ['web', 'web', 'app', 'store'];

interface Shared {
  readonly percent: number;
}

/** A hundred of a list, each as often as it says. */
const hundredOf = <Each extends Shared>(list: readonly Each[]): readonly Each[] =>
  list.flatMap((each) => Array.from({ length: each.percent }, () => each));

const hundred = hundredOf(personas);

/** The first and the last day of an acquaintance. */
const daysOf = (random: Random, { begins, lasts }: Acquaintance): Pick<Person, 'from' | 'to'> => {
  const from = random.whole(...begins);
  return { from, to: lasts ? Math.min(from + random.whole(...lasts), lastDay) : lastDay };
};

/** What a person says or likes: mostly what is usual for their persona. */
export const likely = <Value>(random: Random, usual: Value, others: readonly Value[]): Value =>
  random.happens(0.7) ? usual : random.pick(others);

/** The persona of a person; a hundred consecutive `number`s are spread over all personas. */
export const personaOf = (number: number): Persona => hundred[(number * 37) % hundred.length] as Persona;

/** Makes up a person. */
export const makePerson = (random: Random, number: number): Person => {
  const persona = personaOf(number);
  const { shy, character } = persona;
  return {
    customerId: `cust-${number}`,
    anonymousId: random.happens(shy) ? `visitor-${number}` : undefined,
    persona,
    pace: 0.75 + random.next() * 0.6,
    mood: 0.4 + random.next() * 0.6,
    favourite: likely(random, character.favourite, categories),
    devices: likely(random, character.devices, devices),
    channel: random.pick(channels),
    home: random.pick(homes),
    ...daysOf(random, random.pick(hundredOf(persona.acquaintances))),
  };
};
