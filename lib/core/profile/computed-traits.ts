import { countDistinct, noDistinct } from '../measures/distinct.ts';
import { sumOf } from '../measures/exact-sum.ts';
import { mostFrequent, topOf } from '../measures/tally.ts';
import { day } from '../time/duration.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { noOrders, revenueOf } from './orders.ts';
import type { RfmThresholds } from './rfm.ts';
import { rfmScores, type Ordered } from './rfm.ts';
import type { OrdersState, Profile, TallyName } from './state.ts';

/** Reads one trait at an instant; undefined while it has no value. */
export type ReadTrait = (profile: Profile, now: Instant, rfm: RfmThresholds | undefined) => unknown;

/** The traits that are instants, by path, as numbers: ages are compared without writing them. */
export const instantTraits: Readonly<Record<string, (profile: Profile) => Instant | undefined>> = {
  'orders.firstAt': ({ orders }) => orders?.firstAt,
  'orders.lastAt': ({ orders }) => orders?.lastAt,
  'visits.firstAt': ({ visits }) => visits?.firstAt,
  'visits.lastAt': ({ visits }) => visits?.lastAt,
  firstSeenAt: ({ firstSeenAt }) => firstSeenAt,
  lastSeenAt: ({ lastSeenAt }) => lastSeenAt,
};

const writtenInstant =
  (read: (profile: Profile) => Instant | undefined): ReadTrait =>
  (profile) => {
    const instant = read(profile);
    return instant === undefined ? undefined : formatInstant(instant);
  };

const ofOrders =
  (read: (orders: OrdersState) => unknown): ReadTrait =>
  ({ orders }) =>
    read(orders ?? noOrders);

const averageGapDays = ({ count, firstAt, lastAt }: OrdersState): number | undefined =>
  count < 2 || firstAt === undefined || lastAt === undefined ? undefined : (lastAt - firstAt) / day / (count - 1);

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const topValue =
  (name: TallyName): ReadTrait =>
  ({ tallies: { [name]: tally } }) =>
    tally && topOf(tally);

const topCounts =
  (name: TallyName, most: number): ReadTrait =>
  ({ tallies }) => {
    const counts = mostFrequent(tallies[name] ?? [], most);
    return counts.length === 0 ? undefined : counts;
  };

const hasOrdered = (orders: OrdersState | undefined): orders is Ordered => orders?.lastAt !== undefined;

const ofRfm = (name: keyof typeof rfmScores): ReadTrait => {
  const score = rfmScores[name];
  return ({ orders }, now, rfm) => (rfm && hasOrdered(orders) ? score(orders, rfm, now) : undefined);
};

const tallied = ['categories', 'channels', 'devices', 'searches'] as const;
const topics = 10;
const counts = 6;

/** Each computed trait but the age and other currencies, by path. */
export const computedTraits: Readonly<Record<string, ReadTrait>> = {
  'orders.count': ({ orders }) => orders?.count ?? 0,
  'orders.revenue': ofOrders(revenueOf),
  'orders.average': ofOrders((orders) => share(revenueOf(orders), orders.count)),
  'orders.refunded': ofOrders(({ refunded }) => sumOf(refunded)),
  'orders.refundRate': ofOrders(({ refunded, gross }) => share(sumOf(refunded), sumOf(gross))),
  'orders.discountShare': ofOrders(({ discounted, count }) => share(discounted, count)),
  'orders.averageGapDays': ofOrders(averageGapDays),
  'visits.count': ({ visits }) => visits?.count ?? 0,
  'visits.sessions': ({ visits }) => countDistinct(visits?.sessions ?? noDistinct),
  ...Object.fromEntries(
    tallied.flatMap((name) => [
      [`${name}.top`, topValue(name)],
      [`${name}.counts`, topCounts(name, counts)],
    ]),
  ),
  'feedback.count': ({ feedback }) => feedback?.count ?? 0,
  'feedback.satisfaction': ({ feedback }) => {
    const scores = feedback?.scores;
    return scores && sumOf(scores[0]) / scores[1];
  },
  'feedback.nps': ({ feedback }) => feedback?.nps?.[0],
  'feedback.topics': ({ tallies }) => {
    const found = mostFrequent(tallies.topics ?? [], topics);
    return found.length === 0 ? undefined : found.map(({ value }) => value);
  },
  'feedback.topicCounts': topCounts('topics', topics),
  ...Object.fromEntries(Object.entries(instantTraits).map(([path, read]) => [path, writtenInstant(read)])),
  'rfm.recency': ofRfm('recency'),
  'rfm.frequency': ofRfm('frequency'),
  'rfm.monetary': ofRfm('monetary'),
};

/** Number of orders and revenue in another currency than the catalogue's. */
export const otherCurrency = (
  { orders }: Profile,
  currency: string,
): { count: number; revenue: number } | undefined => {
  const amounts = orders?.other?.[currency];
  return amounts && { count: amounts[0], revenue: sumOf(amounts[1]) };
};
