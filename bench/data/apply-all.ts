import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { PersonsEvent } from './shop-events.ts';

/** Applies every event, beginning without any profile, and returns each person's last state. */
export const applyAll = (catalogue: Catalogue, events: readonly PersonsEvent[]): ReadonlyMap<string, CustomerState> => {
  const states = new Map<string, CustomerState>();
  for (const { person, arrived } of events) states.set(person, apply(catalogue, states.get(person), arrived).state);
  return states;
};
