import type { LocalApiDeps } from './local-api.ts';

type Shop = LocalApiDeps['shop'];

/** Finds something in a store when it is first asked for, and again when something was written since, or it was not found. */
export const keptWhileUnwritten = <Found>(
  { shop }: Pick<LocalApiDeps, 'shop'>,
  find: (shop: Shop) => Promise<Found>,
): (() => Promise<Found>) => {
  let latest: { readonly store: object; readonly writes: number; readonly found: Promise<Found> } | undefined;
  return () => {
    const { store } = shop;
    const { writes } = store;
    if (latest?.store === store && latest.writes === writes) return latest.found;
    const sought = { store, writes, found: find(shop) };
    latest = sought;
    sought.found.catch(() => {
      if (latest === sought) latest = undefined;
    });
    return sought.found;
  };
};
