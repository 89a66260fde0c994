import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { openLocalShop, type LocalShop } from '#lib/tools/local-shop/local-shop.ts';

/** A shop with everything that it has published. */
export interface OpenedShop {
  readonly shop: LocalShop;
  readonly published: OutgoingEntry[];
}

/** A shop in memory, or in a file. */
export const openedShop = async (catalogue: Catalogue, now: Instant, file?: string): Promise<OpenedShop> => {
  const published: OutgoingEntry[] = [];
  const onPublished = (entries: readonly OutgoingEntry[]): void => {
    published.push(...entries);
  };
  return { shop: await openLocalShop({ catalogue, now, file, onPublished }), published };
};
