import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { embedded, messageOf } from '#test/use-cases/given.ts';
import { someOfTheShop } from './some-of-the-shop.ts';

const { catalogue, lines } = someOfTheShop();

/** A few people of the shop, of whom two are in no segment but for their country. */
const isOfAFew = (line: string): boolean => Number(/"(?:cust|visitor)-(\d+)"/.exec(line)?.[1]) % 30 === 0;

const atOnce = 200;

/** Fills a store with the year of a few people, as the queue would. */
export const receiveAFew = async (store: CustomerStore): Promise<typeof catalogue> => {
  const messages = lines.filter(isOfAFew).map((line) => {
    const entry = JSON.parse(line) as { readonly time: string };
    return messageOf(entry, Date.parse(entry.time));
  });
  const { deps } = embedded({ store, catalogue });
  for (let from = 0; from < messages.length; from += atOnce)
    await receiveEvents(deps, messages.slice(from, from + atOnce));
  return catalogue;
};
