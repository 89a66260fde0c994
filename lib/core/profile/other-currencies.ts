import { sumOf } from '../measures/exact-sum.ts';
import type { Reading } from './computed-trait.ts';
import type { Profile } from './state.ts';

/** Orders in one currency other than the catalogue's; `revenue` in minor units of that currency, after refunds. */
interface OtherOrders {
  readonly count: number;
  readonly revenue: number;
}

/** A path below `orders.otherCurrencies`; without `part` it is the whole `OtherOrders`. */
export interface OtherCurrencyPath {
  readonly currency: string;
  readonly part: keyof OtherOrders | undefined;
}

const pathForm = /^orders\.otherCurrencies\.(?<currency>[A-Z]{3})(?:\.(?<part>count|revenue))?$/;

/** Reads `orders.otherCurrencies.EUR`, `….count` and `….revenue`; undefined for any other path. */
export const otherCurrencyPath = (path: string): OtherCurrencyPath | undefined => {
  const { currency, part } = pathForm.exec(path)?.groups ?? {};
  return currency === undefined ? undefined : { currency, part: part as keyof OtherOrders | undefined };
};

const ordersIn = ({ orders }: Profile, currency: string): OtherOrders | undefined => {
  const amounts = orders?.other?.[currency];
  return amounts && { count: amounts[0], revenue: sumOf(amounts[1]) };
};

/** How the trait of a path below `orders.otherCurrencies` is read. */
export const otherCurrencyReading = ({ currency, part }: OtherCurrencyPath): Reading => ({
  dependsOn: ['orders'],
  read: (profile) => {
    const orders = ordersIn(profile, currency);
    return part === undefined ? orders : orders?.[part];
  },
});

/** The orders in each other currency, in the order of their codes; undefined where there are none. */
export const otherCurrencies = (profile: Profile): Readonly<Record<string, unknown>> | undefined => {
  const currencies = Object.keys(profile.orders?.other ?? {}).sort();
  return currencies.length === 0
    ? undefined
    : Object.fromEntries(currencies.map((currency) => [currency, ordersIn(profile, currency)]));
};
