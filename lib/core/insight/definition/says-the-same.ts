import type { CatalogueSource } from '../../segments/language/language.ts';
import { traitsOfEvents } from './events-in.ts';
import { definitionOfTrait, type Definition } from './named-traits.ts';

/** Traits of which one says what the others say. */
const families: readonly (readonly string[])[] = [
  ['orders.count', 'orders.days', 'rfm.frequency'],
  ['orders.revenue', 'rfm.monetary'],
  ['orders.lastAt', 'rfm.recency', 'lastSeenAt'],
  ['orders.firstAt', 'firstSeenAt'],
  ['orders.refunded', 'orders.refundRate'],
  ['visits.count', 'visits.sessions'],
  ['feedback.satisfaction', 'feedback.nps'],
  ['feedback.topics', 'feedback.topicCounts'],
  ['categories.top', 'categories.counts'],
  ['channels.top', 'channels.counts'],
  ['devices.top', 'devices.counts'],
  ['searches.top', 'searches.counts'],
  ['demographic.age', 'demographic.birthDate', 'demographic.birthYear'],
  ['demographic.income', 'demographic.income.amount'],
  ['predicted.alive', 'predicted.overdue'],
  ['predicted.buys30d', 'predicted.buys90d', 'predicted.orders30d', 'predicted.orders365d'],
  ['predicted.value365d', 'predicted.tier'],
];

/** Traits of which one bounds the others: who last ordered long ago first ordered longer ago, and a region has its own cities. */
const bounded: readonly (readonly string[])[] = [
  ['orders.firstAt', 'orders.lastAt'],
  ['visits.firstAt', 'visits.lastAt'],
  ['geographic.country', 'geographic.region', 'geographic.city', 'geographic.postalCode'],
];

/** Whether two traits say the same, so that one line is enough. */
export const isOneThing = (one: string, other: string): boolean =>
  families.some((family) => family.includes(one) && family.includes(other));

/** Predictions follow from when and how often somebody has ordered, and for how much. */
const isPredicted = (path: string): boolean => path.startsWith('predicted.');
const predictors = new Set(['orders.count', 'orders.revenue', 'orders.lastAt']);

const withFamilies = (paths: Iterable<string>): ReadonlySet<string> => {
  const all = new Set(paths);
  const touched = [...families, ...bounded].filter((family) => family.some((path) => all.has(path)));
  return new Set([...all, ...touched.flat()]);
};

const saidBy = ({ traits, sources }: Definition): ReadonlySet<string> =>
  withFamilies([...traits, ...traitsOfEvents(sources)]);

/**
 * Whether a trait says the same as a definition in other words, so that a difference in it is no finding: it is named there,
 * or it is one with a trait that is, or with the events that are asked about.
 */
export const saysTheSame = (definition: Definition, source: CatalogueSource): ((path: string) => boolean) => {
  const said = saidBy(definition);
  const isPredictable = [...said].some((path) => isPredicted(path) || predictors.has(path));
  const known = new Map<string, boolean>();
  const decide = (path: string): boolean => {
    if (said.has(path)) return true;
    if (isPredicted(path)) return isPredictable;
    if (!path.startsWith('computed.')) return false;
    const own = saidBy(definitionOfTrait(source, path));
    return [...own].some((each) => said.has(each));
  };
  return (path) => {
    const same = known.get(path) ?? decide(path);
    known.set(path, same);
    return same;
  };
};
