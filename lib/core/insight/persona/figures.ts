import { countIn, type ItemCounts } from '../compare/item-counts.ts';
import { valueOf, type Items, type TraitItems } from '../items/items.ts';
import type { Side } from '../statistics/association.ts';
import type { CardCounts } from './card-counts.ts';
import { byCardOrder, cardPartOf, type CardPart } from './card-parts.ts';
import { shareFigure, type Figure, type ShareFigure } from './figure.ts';
import { peopleIn, quartilesOf, zerosIn, type Spread } from './spread.ts';

/** All that is counted of a segment for its card. */
export interface PersonaCounts {
  readonly items: ItemCounts;
  readonly card: CardCounts;
}

/** What figures are made of. */
interface Counted extends PersonaCounts {
  readonly plan: Items;
  readonly minimum: number;
}

/** Values of a trait that a card tells at most, and the smallest share that is worth a line. */
const mostValues = 3;
const leastShare = 0.1;

interface Value extends Side {
  readonly key: string;
}

/** Most frequent first. */
const byFrequency = (one: Value, other: Value): number => other.having - one.having || (one.key < other.key ? -1 : 1);

const topValues = (values: readonly Value[], minimum: number): readonly Value[] =>
  values
    .filter(({ having, known }) => having >= Math.max(minimum, leastShare * known))
    .toSorted(byFrequency)
    .slice(0, mostValues);

/** Of values of which each person has one, the last has no share where it would tell that few have any other. */
const telling = (values: readonly Value[], isList: boolean, minimum: number) => {
  const [{ known } = { known: 0 }] = values;
  const left = known - values.reduce((sum, { having }) => sum + having, 0);
  const tellsFew = !isList && values.length > 1 && left > 0 && left < minimum;
  return (place: number): boolean => !tellsFew || place < values.length - 1;
};

/** Of a boolean, whose two values mirror each other, one is enough. */
const isBoolean = ({ values }: TraitItems): boolean => values.every((key) => key === 'true' || key === 'false');

const valueFigures = (trait: string, { plan, items: { traits }, minimum }: Counted): readonly ShareFigure[] => {
  const [items, counts] = [plan[trait], traits[trait]];
  if (items === undefined || counts === undefined || items.values.length === 0) return [];
  const known = countIn(counts.known, { group: 'members' });
  const values = items.values.map((key) => ({
    key,
    known,
    having: countIn(counts.having[key] as ItemCounts['sizes'], { group: 'members' }),
  }));
  const top = topValues(values, minimum);
  const isTold = telling(top, items.isList ?? false, minimum);
  return (isBoolean(items) ? top.slice(0, 1) : top).map(({ key, ...side }, place) => {
    const named = { trait, value: valueOf(items, key) };
    return isTold(place) ? shareFigure(named, side, minimum) : { ...named, members: { above: minimum - 1 }, known };
  });
};

/** What most have none of is told by how many have some; of what nobody has any, nothing is known. */
const someFigure = (trait: string, spread: Spread, minimum: number): readonly ShareFigure[] => {
  const known = peopleIn(spread);
  const having = known - zerosIn(spread);
  return having < minimum ? [] : [shareFigure({ trait, value: { gt: 0 } }, { having, known }, minimum)];
};

/** Numbers of which 0 is one as good as another. */
const scales: ReadonlySet<string> = new Set(['feedback.satisfaction']);

const numberFigures = (trait: string, { plan, card, minimum }: Counted): readonly Figure[] => {
  const spread = card.numbers[trait] ?? {};
  const known = peopleIn(spread);
  if (known < minimum) return [];
  const { lower, median, upper } = quartilesOf(spread);
  const isAgo = plan[trait]?.ago !== undefined;
  if (median === 0 && !isAgo && !scales.has(trait)) return someFigure(trait, spread, minimum);
  return [{ trait, ...(isAgo && { unit: 'daysAgo' }), median, range: [lower, upper], known }];
};

/** What unhappy members speak of. */
const topicFigures = ({ card: { unhappy }, plan, minimum }: Counted): readonly ShareFigure[] => {
  const items = plan['feedback.topics'];
  if (items === undefined) return [];
  const values = Object.entries(unhappy.topics).map(([key, having]) => ({ key, having, known: unhappy.people }));
  return topValues(values, minimum).map(({ key, ...side }) =>
    shareFigure({ trait: 'feedback.topics', value: valueOf(items, key), among: 'unhappy' }, side, minimum),
  );
};

const figuresOf = (trait: string, counted: Counted): readonly Figure[] =>
  trait === 'feedback.topics'
    ? topicFigures(counted)
    : [...valueFigures(trait, counted), ...numberFigures(trait, counted)];

/** The figures of one part of a card. Each rests on at least the minimum of members. */
export const partFigures = (part: CardPart, counted: Counted): readonly Figure[] =>
  Object.keys(counted.plan)
    .filter((trait) => cardPartOf(trait) === part)
    .sort(byCardOrder)
    .flatMap((trait) => figuresOf(trait, counted));
