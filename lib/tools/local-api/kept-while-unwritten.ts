import type { LocalApiDeps } from './local-api.ts';

type Shop = LocalApiDeps['shop'];

/** What was found, and when it holds no more. */
interface Kept<Found> {
  readonly store: object;
  readonly writes: number;
  readonly period: number;
  readonly found: Promise<Found>;
}

/**
 * Finds something in a store when it is first asked for, and again when something was written since, or another period has begun.
 * What fails is found anew.
 */
export const keptWhileUnwritten = <Found, Asked = void>(
  { shop }: Pick<LocalApiDeps, 'shop'>,
  find: (shop: Shop, asked: Asked) => Promise<Found>,
  periodOf: (asked: Asked) => number = () => 0,
): ((asked: Asked) => Promise<Found>) => {
  let latest: Kept<Found> | undefined;
  return (asked) => {
    const { store } = shop;
    const { writes } = store;
    const period = periodOf(asked);
    if (latest?.store !== store || latest.writes !== writes || latest.period !== period) {
      const found = find(shop, asked);
      const kept = { store, writes, period, found };
      latest = kept;
      found.catch(() => {
        if (latest === kept) latest = undefined;
      });
    }
    return latest.found;
  };
};
