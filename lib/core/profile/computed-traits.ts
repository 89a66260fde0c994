import { countDistinct, noDistinct } from '../measures/distinct.ts';
import { sumOf } from '../measures/exact-sum.ts';
import { mostFrequent, topOf, type Tally } from '../measures/tally.ts';
import { day } from '../time/duration.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { ageTrait } from './age-trait.ts';
import type { ComputedTrait, KindValues, TraitKind, TraitOf } from './computed-trait.ts';
import { noOrders, orderDays, revenueOf } from './orders.ts';
import { recencyAfter, recencyFalls, rfmScores, type Ordered, type RfmThresholds } from './rfm.ts';
import type { OrdersState, PartName, Profile, TallyName } from './state.ts';

/** A trait that is read from the orders. */
const ofOrders = <Kind extends TraitKind>(
  kind: Kind,
  label: string,
  read: (orders: OrdersState) => KindValues[Kind] | undefined,
): TraitOf<Kind> => ({ kind, label, dependsOn: ['orders'], read: ({ orders }) => read(orders ?? noOrders) });

/** A trait that is read from one of the value counts; absent before the first value. */
const ofTally = <Kind extends TraitKind>(
  [name, kind]: readonly [TallyName, Kind],
  label: string,
  read: (tally: Tally) => KindValues[Kind] | undefined,
): TraitOf<Kind> => ({
  kind,
  label,
  dependsOn: [name],
  read: ({ tallies: { [name]: tally } }) => tally && read(tally),
});

/** A trait that is an instant of one part of the profile. */
const instantOf = (
  part: PartName,
  label: string,
  instant: (profile: Profile) => Instant | undefined,
): TraitOf<'instant'> => ({
  kind: 'instant',
  label,
  dependsOn: [part],
  read: (profile) => {
    const at = instant(profile);
    return at === undefined ? undefined : formatInstant(at);
  },
  instant,
});

/** Unknown of orders that a version before 0.3.0 has stored, until they are folded again. */
const knownDays = (orders: OrdersState): number | undefined => {
  const days = orderDays(orders);
  return days === 0 && orders.count > 0 ? undefined : days;
};

const averageGapDays = ({ count, firstAt, lastAt }: OrdersState): number | undefined =>
  count < 2 || firstAt === undefined || lastAt === undefined ? undefined : (lastAt - firstAt) / day / (count - 1);

const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const topTrait = (name: TallyName, label: string) => ofTally([name, 'text'], label, topOf);

const countsTrait = (name: TallyName, most: number, label: string) =>
  ofTally([name, 'counts'], label, (tally) => mostFrequent(tally, most));

const mostCounts = 6;
const mostTopics = 10;

const lastOrderAt = ({ orders }: Profile): Instant | undefined => orders?.lastAt;

const hasOrdered = (orders: OrdersState | undefined): orders is Ordered => orders?.lastAt !== undefined;

/** A score from 1 to 5 of a person who has ordered, where the catalogue has thresholds. */
const scoreTrait = (
  label: string,
  score: (orders: Ordered, thresholds: RfmThresholds, now: Instant) => number,
): TraitOf<'number'> => ({
  kind: 'number',
  label,
  dependsOn: ['orders'],
  read: ({ orders }, now, { rfm }) => (rfm && hasOrdered(orders) ? score(orders, rfm, now) : undefined),
});

/** Every computed trait by its path, in the order in which profiles show them; orders in other currencies have paths of their own. */
export const computedTraits = {
  'demographic.age': ageTrait,
  'orders.count': ofOrders('number', 'number of orders', ({ count }) => count),
  'orders.days': ofOrders('number', 'number of days with an order', knownDays),
  'orders.revenue': ofOrders('money', 'revenue after refunds', revenueOf),
  'orders.average': ofOrders('money', 'average order', (orders) => ratio(revenueOf(orders), orders.count)),
  'orders.refunded': ofOrders('money', 'sum of refunds', ({ refunded }) => sumOf(refunded)),
  'orders.refundRate': ofOrders('share', 'refunded share of revenue', ({ refunded, gross }) =>
    ratio(sumOf(refunded), sumOf(gross)),
  ),
  'orders.discountShare': ofOrders('share', 'share of orders with a discount', ({ discounted, count }) =>
    ratio(discounted, count),
  ),
  'orders.averageGapDays': ofOrders('number', 'average number of days between orders', averageGapDays),
  'orders.firstAt': instantOf('orders', 'first order', ({ orders }) => orders?.firstAt),
  'orders.lastAt': instantOf('orders', 'last order', lastOrderAt),
  'visits.count': {
    kind: 'number',
    label: 'number of visits',
    dependsOn: ['visits'],
    read: ({ visits }) => visits?.count ?? 0,
  },
  'visits.sessions': {
    kind: 'number',
    label: 'number of sessions',
    dependsOn: ['visits'],
    read: ({ visits }) => countDistinct(visits?.sessions ?? noDistinct),
  },
  'visits.firstAt': instantOf('visits', 'first visit', ({ visits }) => visits?.firstAt),
  'visits.lastAt': instantOf('visits', 'last visit', ({ visits }) => visits?.lastAt),
  'categories.top': topTrait('categories', 'most frequent category'),
  'categories.counts': countsTrait('categories', mostCounts, 'most frequent categories'),
  'channels.top': topTrait('channels', 'most frequent channel'),
  'channels.counts': countsTrait('channels', mostCounts, 'most frequent channels'),
  'devices.top': topTrait('devices', 'most frequent device'),
  'devices.counts': countsTrait('devices', mostCounts, 'most frequent devices'),
  'searches.top': topTrait('searches', 'most frequent search'),
  'searches.counts': countsTrait('searches', mostCounts, 'most frequent searches'),
  'feedback.count': {
    kind: 'number',
    label: 'number of feedback given',
    dependsOn: ['feedback'],
    read: ({ feedback }) => feedback?.count ?? 0,
  },
  'feedback.satisfaction': {
    kind: 'share',
    label: 'average satisfaction',
    dependsOn: ['feedback'],
    read: ({ feedback }) => feedback?.scores && sumOf(feedback.scores[0]) / feedback.scores[1],
  },
  'feedback.nps': {
    kind: 'number',
    label: 'newest NPS answer',
    dependsOn: ['feedback'],
    read: ({ feedback }) => feedback?.nps?.[0],
  },
  'feedback.topics': ofTally(['topics', 'texts'], 'feedback topics', (tally) =>
    mostFrequent(tally, mostTopics).map(({ value }) => value),
  ),
  'feedback.topicCounts': countsTrait('topics', mostTopics, 'most frequent feedback topics'),
  firstSeenAt: instantOf('firstSeenAt', 'first event', ({ firstSeenAt }) => firstSeenAt),
  lastSeenAt: instantOf('lastSeenAt', 'last event', ({ lastSeenAt }) => lastSeenAt),
  'rfm.recency': {
    ...scoreTrait('recency score', rfmScores.recency),
    elapsed: { since: 'orders.lastAt', instant: lastOrderAt, steps: recencyFalls, valueAfter: recencyAfter },
  },
  'rfm.frequency': scoreTrait('frequency score', rfmScores.frequency),
  'rfm.monetary': scoreTrait('monetary score', rfmScores.monetary),
} as const satisfies Readonly<Record<string, ComputedTrait>>;

/** The path of a computed trait. */
export type ComputedPath = keyof typeof computedTraits;

/** The computed trait of a path; undefined where there is none. */
export const computedTrait = (path: string): ComputedTrait | undefined =>
  Object.hasOwn(computedTraits, path) ? computedTraits[path as ComputedPath] : undefined;
