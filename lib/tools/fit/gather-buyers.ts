import { buyerOf, type Buyer } from '#lib/core/predictions/fit/buyer.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { OrdersState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { BuyerSpool } from './buyer-spool.ts';
import { PastBuyers } from './past-buyers.ts';

/** A person with a profile, as far as a fit asks. */
export interface OrderingPerson {
  readonly person: PersonKey;
  /** The person's clock: all events that the orders are of had arrived by it. */
  readonly clock: Instant;
  /** Undefined for a person who has not ordered. */
  readonly orders: OrdersState | undefined;
}

/** Whose orders are gathered, and how. */
export interface Gathering {
  /** Everybody with a profile, in any order. */
  readonly people: Iterable<OrderingPerson> | AsyncIterable<OrderingPerson>;
  readonly store: Pick<CustomerStore, 'ledger' | 'visitors'>;
  /** The currency and the local calendar by which the profiles were folded. */
  readonly catalogue: Catalogue;
  /** Only events that had arrived by it count; by default the latest clock of all. */
  readonly asOf?: Instant | undefined;
  /** What the model of spend is fitted to: all purchase days, or all but the first. */
  readonly spend: 'all' | 'repeat';
  /** Called with the number of people read so far. */
  readonly onProgress?: (people: number) => void;
}

/** How the buyers that a person was are found. */
const buyersBy = ({ catalogue, store, spend, asOf = Infinity }: Gathering) => {
  const past = new PastBuyers(catalogue, store, { asOf, spend });
  return async ({ person, clock, orders }: OrderingPerson): Promise<readonly Buyer[]> => {
    if (spend === 'repeat' || clock > asOf) return past.of(person);
    const buyer = buyerOf(orders);
    return buyer ? [buyer] : [];
  };
};

/**
 * Gathers the buyers among people. Profiles have what is asked for unless something has happened since, or the first purchase
 * day is to be left out: then the person's events are folded again from the ledger.
 *
 * @returns the instant as of which they were gathered.
 */
export const gatherBuyers = async (gathering: Gathering, spool: BuyerSpool): Promise<Instant> => {
  const buyersOf = buyersBy(gathering);
  let [latest, count] = [0, 0];
  for await (const person of gathering.people) {
    latest = Math.max(latest, person.clock);
    for (const buyer of await buyersOf(person)) spool.add(buyer);
    count += 1;
    gathering.onProgress?.(count);
  }
  return gathering.asOf ?? latest;
};
