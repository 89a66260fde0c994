import { revenueOf } from '../../profile/orders.ts';
import type { CustomerState } from '../../profile/state.ts';
import { addExactly, mergeSums, type ExactSum } from '../../measures/exact-sum.ts';
import type { Accumulator } from '../accumulator.ts';
import type { Group, Grouped } from '../groups.ts';
import type { ReadingItems } from '../items/item-profile.ts';
import type { Known } from '../items/known-traits.ts';
import { cardPartOf, type CardPart } from './card-parts.ts';
import { addToSpread, mergeSpreads, type Spread } from './spread.ts';

/** What a group has bought. */
interface Bought {
  buyers: number;
  /** After refunds, in minor units. */
  revenue: ExactSum;
}

/** What a card needs to know of members beyond how many have which item. */
export interface CardCounts {
  readonly bought: Readonly<Record<Group, Bought>>;
  /** The members of whom anything in a part is known. */
  readonly known: Partial<Record<CardPart, number>>;
  /** The numbers of members, by the path of the trait; of an instant, how many whole days ago it is. */
  readonly numbers: Record<string, Spread>;
  /** The unhappy members who have spoken of topics, and how many of them of each. */
  readonly unhappy: { people: number; readonly topics: Record<string, number> };
}

/** Up to a quarter of the scale somebody is unhappy, on average. */
const unhappyUpTo = 0.25;

const buy = (bought: Bought, { orders }: CustomerState['profile']): void => {
  if (orders === undefined || orders.count === 0) return;
  bought.buyers += 1;
  bought.revenue = addExactly(bought.revenue, revenueOf(orders));
};

const counters = /^(?:orders|visits)\./;

/** Of everybody it is known that they have ordered or come 0 times, so that tells nothing. */
const saysSomething = (path: string, known: Known): boolean =>
  known.form === 'values' || known.number !== 0 || !counters.test(path);

type Facts = ReadonlyMap<string, Known>;

/** What is known of a member in the traits of a card. */
const factsOf = ({ state }: Grouped, { readKnown, now }: ReadingItems): Facts => {
  const facts = new Map<string, Known>();
  readKnown(state, now, (path, known) => {
    if (cardPartOf(path) !== undefined) facts.set(path, known);
  });
  return facts;
};

const countParts = (kept: CardCounts, facts: Facts): void => {
  const parts = new Set([...facts].flatMap(([path, known]) => (saysSomething(path, known) ? [cardPartOf(path)] : [])));
  for (const part of parts) if (part) kept.known[part] = (kept.known[part] ?? 0) + 1;
};

const countNumbers = ({ numbers }: CardCounts, facts: Facts): void => {
  for (const [path, known] of facts) {
    if (known.form === 'values') continue;
    const spread = (numbers[path] ??= {});
    addToSpread(spread, known.form === 'ago' ? Math.floor(known.number) : known.number);
  }
};

const isUnhappy = (facts: Facts): boolean => {
  const score = facts.get('feedback.satisfaction');
  return score?.form === 'number' && score.number <= unhappyUpTo;
};

const countTopics = ({ unhappy }: CardCounts, facts: Facts, topics: ReadonlySet<string>): void => {
  const said = facts.get('feedback.topics');
  if (said?.form !== 'values' || !isUnhappy(facts)) return;
  unhappy.people += 1;
  const counted = said.values.map((value) => JSON.stringify(value)).filter((topic) => topics.has(topic));
  for (const topic of counted) unhappy.topics[topic] = (unhappy.topics[topic] ?? 0) + 1;
};

const mergeCounts = <Name extends string>(one: Partial<Record<Name, number>>, other: Partial<Record<Name, number>>) => {
  for (const name of Object.keys(other) as Name[]) one[name] = (one[name] ?? 0) + (other[name] ?? 0);
};

/** Counts what a card tells of the members of a segment, in the second of two passes. */
export const cardCounts = (reading: ReadingItems): Accumulator<Grouped, CardCounts, CardCounts> => {
  // Keys of items begin with a quote, so no topic is a name that objects have.
  const topics = new Set(reading.items['feedback.topics']?.values);
  return {
    empty: () => ({
      bought: { members: { buyers: 0, revenue: 0 }, others: { buyers: 0, revenue: 0 } },
      known: {},
      numbers: {},
      unhappy: { people: 0, topics: {} },
    }),
    add: (kept, grouped) => {
      if (grouped.group === undefined) return kept;
      buy(kept.bought[grouped.group], grouped.state.profile);
      if (grouped.group === 'others') return kept;
      const facts = factsOf(grouped, reading);
      countParts(kept, facts);
      countNumbers(kept, facts);
      countTopics(kept, facts, topics);
      return kept;
    },
    merge: (one, other) => {
      for (const group of ['members', 'others'] as const) {
        one.bought[group].buyers += other.bought[group].buyers;
        one.bought[group].revenue = mergeSums(one.bought[group].revenue, other.bought[group].revenue);
      }
      mergeCounts(one.known, other.known);
      for (const [path, spread] of Object.entries(other.numbers)) mergeSpreads((one.numbers[path] ??= {}), spread);
      one.unhappy.people += other.unhappy.people;
      mergeCounts(one.unhappy.topics, other.unhappy.topics);
      return one;
    },
    result: (kept) => kept,
  };
};
