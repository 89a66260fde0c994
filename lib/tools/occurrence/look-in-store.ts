import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { allPersons, latestClock } from '#lib/ports/store/all-persons.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { pastEvents } from '#lib/use-cases/history/past-events.ts';
import { planCatalogue } from '#lib/use-cases/plan/plan-catalogue.ts';
import { BurstCount } from '../cost/burst-count.ts';
import { lookFor, type Occurrences } from './occurrences.ts';

/** A catalogue as it meets the people of a store. */
export interface StoreFindings extends Pick<Occurrences, 'warnings' | 'orders'> {
  /** The members of each segment at the store's latest clock, by key, in the catalogue's order. */
  readonly members: ReadonlyMap<string, number>;
}

/**
 * Decides everybody by a catalogue, and looks for everything that it asks about, without writing anything.
 *
 * @throws {TypeError} for a ledger row that cannot be read as an event.
 */
export const lookInStore = async (store: CustomerStore, catalogue: Catalogue): Promise<StoreFindings> => {
  const at = await latestClock(store);
  const plan = await planCatalogue({ store, catalogue, at, burst: new BurstCount() });
  const { addProfile, addEvent, warnings, orders } = lookFor(catalogue.source, catalogue);
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind === 'profile') addProfile(record.state);
    const counted = (await pastEvents(store, person)).flatMap(({ event }) => event ?? []);
    for (const event of counted) addEvent(event);
  }
  const members = new Map(plan.segments.map(({ key, after }) => [key, after]));
  return {
    members: new Map(catalogue.source.segments.map(({ key }) => [key, members.get(key) ?? 0])),
    warnings,
    orders,
  };
};
