import type { Fact } from '../profile/fact.ts';
import { foldEvent, mergeProfiles } from '../profile/fold-event.ts';
import type { CustomerState, Profile } from '../profile/state.ts';
import type { Catalogue } from '../segments/catalogue.ts';
import { PositionSet } from '../segments/position-set.ts';

/** A state with an event in it, and the segments that the event may turn. */
export interface Folded {
  readonly state: CustomerState;
  readonly positions: PositionSet;
}

/** The segments that ask for a part of the profile, by `Trait.dependsOn`, that differs. */
const touched = ({ segmentsByTrait, segments }: Catalogue, before: Profile, after: Profile): PositionSet => {
  const positions = new PositionSet(segments.length);
  const compare = (part: string, one: unknown, other: unknown): void => {
    const asking = one === other ? undefined : segmentsByTrait.get(part);
    if (asking) positions.addAll(asking);
  };
  compare('orders', before.orders, after.orders);
  compare('visits', before.visits, after.visits);
  compare('feedback', before.feedback, after.feedback);
  compare('firstSeenAt', before.firstSeenAt, after.firstSeenAt);
  compare('lastSeenAt', before.lastSeenAt, after.lastSeenAt);
  if (before.tallies !== after.tallies) {
    compare('categories', before.tallies.categories, after.tallies.categories);
    compare('channels', before.tallies.channels, after.tallies.channels);
    compare('devices', before.tallies.devices, after.tallies.devices);
    compare('searches', before.tallies.searches, after.tallies.searches);
  }
  if (before.given !== after.given) {
    for (const path of Object.keys(after.given)) compare(path, before.given[path], after.given[path]);
  }
  return positions;
};

/** Folds one event into a state, without deciding anything. */
export const fold = (catalogue: Catalogue, before: CustomerState, fact: Fact): Folded => {
  const profile = foldEvent(before.profile, fact, catalogue.currency);
  const positions = touched(catalogue, before.profile, profile);
  const measures = { ...before.measures };
  for (const { measure, segments } of catalogue.measuresOf(fact.event)) {
    const known = measures[measure.id];
    const state = measure.fold(known, fact);
    if (state === undefined || state === known) continue;
    measures[measure.id] = state;
    positions.addAll(segments);
  }
  return { state: { ...before, clock: fact.clock, profile, measures }, positions };
};

/** The state of all events of both, with the memberships and the sequence of the first. */
export const mergeStates = (catalogue: Catalogue, one: CustomerState, other: CustomerState): CustomerState => {
  const measures = { ...one.measures };
  for (const [id, state] of Object.entries(other.measures)) {
    const measure = catalogue.measures.get(id)?.measure;
    const known = measures[id];
    measures[id] = known === undefined || !measure ? state : measure.merge(known, state);
  }
  return { ...one, profile: mergeProfiles(one.profile, other.profile), measures };
};
