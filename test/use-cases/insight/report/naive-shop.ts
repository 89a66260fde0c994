/**
 * The figures of a report as its type words them, counted from the events alone, by looking through all of them for every
 * figure. It shares no code with Patron.
 */
import { day, shopEnd, shopEvents, type ShopEvent } from './made-up-shop.ts';

const links = new Map(
  shopEvents
    .filter(({ type }) => type === 'IdentityLinked')
    .map(({ anonymousId, customerId }) => [anonymousId, customerId]),
);

/** Whose an event is at the end: a customer's, or that of a visitor who stayed unknown. */
const ownerOf = ({ customerId, anonymousId }: ShopEvent): string =>
  customerId ?? links.get(anonymousId) ?? `~${anonymousId}`;

const owners = new Set(shopEvents.map(ownerOf));

export interface NaivePerson {
  readonly name: string;
  readonly orders: readonly ShopEvent[];
  /** In EUR, after refunds. */
  readonly revenue: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly scores: readonly number[];
}

const inEuros = (events: readonly ShopEvent[], type: ShopEvent['type']): number =>
  events
    .filter((event) => event.type === type && event.currency === 'EUR')
    .reduce((sum, { total = 0 }) => sum + total, 0);

export const naivePeople: readonly NaivePerson[] = [...owners].map((name) => {
  const own = shopEvents.filter((event) => ownerOf(event) === name);
  const orders = own.filter(({ type }) => type === 'PurchaseMade');
  return {
    name,
    orders,
    revenue: inEuros(own, 'PurchaseMade') - inEuros(own, 'PurchaseRefunded'),
    firstAt: Math.min(...orders.map(({ at }) => at)),
    lastAt: Math.max(...orders.map(({ at }) => at)),
    scores: own.flatMap(({ score }) => score ?? []),
  };
});

export const naiveBuyers = naivePeople.filter(({ orders }) => orders.length > 0);

const berlin = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `2026-06-15` */
export const dayInBerlin = (at: number): string => berlin.format(at);

const isSale = ({ type }: ShopEvent): boolean => type === 'PurchaseMade' || type === 'PurchaseRefunded';

/** Orders and revenue by month, such as `2026-06`. */
export const naiveMonths = (): Readonly<Record<string, { readonly orders: number; readonly revenue: number }>> => {
  const byMonth = Map.groupBy(shopEvents.filter(isSale), ({ at }) => dayInBerlin(at).slice(0, 'YYYY-MM'.length));
  return Object.fromEntries(
    [...byMonth].map(([month, sales]) => [
      month,
      {
        orders: sales.filter(({ type }) => type === 'PurchaseMade').length,
        revenue: inEuros(sales, 'PurchaseMade') - inEuros(sales, 'PurchaseRefunded'),
      },
    ]),
  );
};

const scoreOf = (value: number, limits: readonly number[]): number =>
  1 + limits.filter((limit) => value >= limit).length;

/** The people in a square of the grid. */
export const naiveSquare = (recency: number, frequency: number): readonly NaivePerson[] =>
  naiveBuyers.filter(
    ({ orders, lastAt }) =>
      6 - scoreOf((shopEnd - lastAt) / day, [30, 60, 120, 200]) === recency &&
      scoreOf(orders.length, [2, 4, 6, 9]) === frequency,
  );

const cityOf = ({ orders }: NaivePerson): string | undefined =>
  orders.toSorted((one, other) => other.at - one.at)[0]?.city;

/** The members of each segment of the shop. */
export const naiveMembers: Readonly<Record<string, (person: NaivePerson) => boolean>> = {
  regulars: ({ orders }) => orders.length >= 4,
  'of-york': (person) => cityOf(person) === 'York',
  recent: ({ orders }) => orders.some(({ at }) => at > shopEnd - 30 * day),
  unhappy: ({ scores }) =>
    scores.length > 0 && (scores.reduce((sum, score) => sum + score, 0) / scores.length - 1) / 4 <= 0.25,
  few: ({ orders }) => orders.length >= 11,
};
