import { countDistinct, noDistinct } from '../../measures/distinct.ts';
import { sumOf } from '../../measures/exact-sum.ts';
import { revenueOf } from '../../profile/orders.ts';
import type { ComputedPath } from '../../profile/computed-traits.ts';
import type { OrdersState, Profile } from '../../profile/state.ts';
import { day } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';

/** Something that people do, as the language says it. */
export interface Behaviour {
  readonly path: ComputedPath;
  /** Whole numbers, numbers, shares from 0 to 1, or how many days something is ago. */
  readonly kind: 'whole' | 'number' | 'share' | 'ago';
  /** The trait, in days where it is an instant; undefined where it has no value. */
  readonly read: (profile: Profile, now: Instant) => number | undefined;
  /** Says the same better, and takes its place where people differ in it. */
  readonly replacedBy?: ComputedPath;
  /** How many orders or answers a share rests on. */
  readonly restsOn: (profile: Profile) => number;
}

const ordersIn = ({ orders }: Profile): number => orders?.count ?? 0;

const scoresIn = ({ feedback }: Profile): number => feedback?.scores?.[1] ?? 0;

/** What falls to one order; undefined before the first. */
const perOrder =
  (read: (orders: OrdersState) => number) =>
  ({ orders }: Profile): number | undefined =>
    orders === undefined || orders.count === 0 ? undefined : read(orders) / orders.count;

/**
 * What people do, each on its own: revenue is left out as the product of two others, and gaps and the first order as they follow
 * from the number of orders and the last one: people would seem alike in what is one thing said twice.
 */
export const behaviours: readonly Behaviour[] = [
  { path: 'orders.count', kind: 'whole', read: ordersIn, restsOn: () => 1 },
  { path: 'orders.average', kind: 'number', read: perOrder(revenueOf), restsOn: ordersIn },
  {
    path: 'orders.lastAt',
    kind: 'ago',
    read: ({ orders }, now) => (orders?.lastAt === undefined ? undefined : (now - orders.lastAt) / day),
    restsOn: () => 1,
  },
  {
    path: 'visits.sessions',
    kind: 'whole',
    read: ({ visits }) => countDistinct(visits?.sessions ?? noDistinct),
    restsOn: () => 1,
  },
  {
    path: 'orders.discountShare',
    kind: 'share',
    read: perOrder(({ discounted }) => discounted),
    restsOn: ordersIn,
  },
  {
    path: 'feedback.satisfaction',
    kind: 'share',
    read: ({ feedback }) => feedback?.scores && sumOf(feedback.scores[0]) / feedback.scores[1],
    restsOn: scoresIn,
  },
  {
    // A shop whose visits name no session still knows how many there were.
    path: 'visits.count',
    kind: 'whole',
    read: ({ visits }) => visits?.count ?? 0,
    replacedBy: 'visits.sessions',
    restsOn: () => 1,
  },
];
