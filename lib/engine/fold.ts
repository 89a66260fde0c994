import type { Fact } from '../profile/fact.ts';
import { foldEvent, mergeProfiles } from '../profile/fold-event.ts';
import type { CustomerState, Profile } from '../profile/state.ts';
import type { Catalogue, Position } from '../segments/catalogue.ts';

/** A state with an event in it, and the segments that the event may turn. */
export interface Folded {
  readonly state: CustomerState;
  readonly positions: ReadonlySet<Position>;
}

const parts = ['orders', 'visits', 'feedback', 'firstSeenAt', 'lastSeenAt'] as const;
const tallies = ['categories', 'channels', 'devices', 'searches'] as const;

/** The parts of a profile, by `Trait.dependsOn`, that differ. */
const touched = (before: Profile, after: Profile): readonly string[] => [
  ...parts.filter((part) => before[part] !== after[part]),
  ...tallies.filter((name) => before.tallies[name] !== after.tallies[name]),
  ...(before.given === after.given
    ? []
    : Object.keys(after.given).filter((path) => before.given[path] !== after.given[path])),
];

const foldMeasures = (catalogue: Catalogue, before: CustomerState['measures'], fact: Fact) => {
  const measures = { ...before };
  const positions = new Set<Position>();
  for (const { measure, segments } of catalogue.measuresOf(fact.event)) {
    const state = measure.fold(measures[measure.id], fact);
    if (state === undefined || state === measures[measure.id]) continue;
    measures[measure.id] = state;
    for (const position of segments) positions.add(position);
  }
  return { measures, positions };
};

/** Folds one event into a state, without deciding anything. */
export const fold = (catalogue: Catalogue, before: CustomerState, fact: Fact): Folded => {
  const profile = foldEvent(before.profile, fact, catalogue.currency);
  const { measures, positions } = foldMeasures(catalogue, before.measures, fact);
  for (const part of touched(before.profile, profile)) {
    for (const position of catalogue.segmentsByTrait.get(part) ?? []) positions.add(position);
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

/** All segments of a catalogue. */
export const everySegment = ({ segments }: Catalogue): ReadonlySet<Position> => new Set(segments.keys());
