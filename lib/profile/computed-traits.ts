import { countDistinct, noDistinct } from '../measures/distinct.ts';
import { sumOf } from '../measures/exact-sum.ts';
import { mostFrequent } from '../measures/tally.ts';
import type { RfmThresholds } from './rfm.ts';
import { day } from '../time/duration.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { noOrders, revenueOf } from './orders.ts';
import { rfmAt, type Rfm } from './rfm.ts';
import type { OrdersState, Profile, TallyName } from './state.ts';

/** What a computed trait is read from. */
export interface TraitSource {
  readonly profile: Profile;
  readonly rfm: RfmThresholds | undefined;
  readonly now: Instant;
}

/** Reads one computed trait; undefined while it has no value. */
export type ReadTrait = (source: TraitSource) => unknown;

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
  ({ profile }) => {
    const instant = read(profile);
    return instant === undefined ? undefined : formatInstant(instant);
  };

const ofOrders =
  (read: (orders: OrdersState) => unknown): ReadTrait =>
  ({ profile }) =>
    read(profile.orders ?? noOrders);

const averageGapDays = ({ count, firstAt, lastAt }: OrdersState): number | undefined =>
  count < 2 || firstAt === undefined || lastAt === undefined ? undefined : (lastAt - firstAt) / day / (count - 1);

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const topValue =
  (name: TallyName): ReadTrait =>
  ({ profile }) =>
    mostFrequent(profile.tallies[name] ?? [], 1)[0]?.value;

const topCounts =
  (name: TallyName, most: number): ReadTrait =>
  ({ profile }) => {
    const counts = mostFrequent(profile.tallies[name] ?? [], most);
    return counts.length === 0 ? undefined : counts;
  };

const ofRfm =
  (score: keyof Rfm): ReadTrait =>
  ({ profile, rfm, now }) =>
    rfm && rfmAt(profile.orders, rfm, now)?.[score];

const tallied = ['categories', 'channels', 'devices', 'searches'] as const;
const topics = 10;
const counts = 6;

/** Each computed trait but the age and other currencies, by path. */
export const computedTraits: Readonly<Record<string, ReadTrait>> = {
  'orders.count': ofOrders(({ count }) => count),
  'orders.revenue': ofOrders(revenueOf),
  'orders.average': ofOrders((orders) => share(revenueOf(orders), orders.count)),
  'orders.refunded': ofOrders(({ refunded }) => sumOf(refunded)),
  'orders.refundRate': ofOrders(({ refunded, gross }) => share(sumOf(refunded), sumOf(gross))),
  'orders.discountShare': ofOrders(({ discounted, count }) => share(discounted, count)),
  'orders.averageGapDays': ofOrders(averageGapDays),
  'visits.count': ({ profile }) => profile.visits?.count ?? 0,
  'visits.sessions': ({ profile }) => countDistinct(profile.visits?.sessions ?? noDistinct),
  ...Object.fromEntries(
    tallied.flatMap((name) => [
      [`${name}.top`, topValue(name)],
      [`${name}.counts`, topCounts(name, counts)],
    ]),
  ),
  'feedback.count': ({ profile }) => profile.feedback?.count ?? 0,
  'feedback.satisfaction': ({ profile }) => {
    const scores = profile.feedback?.scores;
    return scores && sumOf(scores[0]) / scores[1];
  },
  'feedback.nps': ({ profile }) => profile.feedback?.nps?.[0],
  'feedback.topics': ({ profile }) => {
    const found = mostFrequent(profile.tallies.topics ?? [], topics);
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
  { profile }: TraitSource,
  currency: string,
): { count: number; revenue: number } | undefined => {
  const amounts = profile.orders?.other?.[currency];
  return amounts && { count: amounts[0], revenue: sumOf(amounts[1]) };
};
