import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { overriding } from './faulty-store.ts';

/** Whether no update can take an event of this id, for now. */
export type Poison = (eventId: string) => boolean;

/** A store over which updates fail of a fault in them, and not of the store's, when one of their events is poison. */
export const poisoned = (store: CustomerStore, isPoison: Poison): CustomerStore =>
  overriding(store, {
    load: async (person, events) => {
      if (events.some(({ eventId }) => isPoison(eventId))) throw new Error('poison');
      return store.load(person, events);
    },
  });
