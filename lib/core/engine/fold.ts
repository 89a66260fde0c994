import { factOf, type AppliedEvent, type Fact, type UncountedEvent } from '../profile/fact.ts';
import { foldEvent, mergeProfiles } from '../profile/fold-event.ts';
import { partNames } from '../profile/parts.ts';
import { idFieldOf, type PersonIds } from '../profile/person.ts';
import { tallyNames, type CustomerState, type Profile, type TallyName } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { idPart } from '../segments/compile/bucket-signal.ts';
import { addEntry } from '../entries.ts';
import { PositionSet } from '../segments/compile/position-set.ts';
import type { Instant } from '../time/instant.ts';

/** A state with an event folded in, and the segments to decide again. */
export interface Folded {
  readonly state: CustomerState;
  readonly positions: PositionSet;
}

const noTallies: readonly TallyName[] = [];

/** The value counts that may differ: most events count nothing, and hand on the same object. */
const talliesToCompare = (before: Profile, after: Profile): readonly TallyName[] =>
  before.tallies === after.tallies ? noTallies : tallyNames;

/** The segments that read something of the profile that differs, by `Trait.dependsOn`. */
const touched = ({ segmentsByTrait, segments }: Catalogue, before: Profile, after: Profile): PositionSet => {
  const positions = new PositionSet(segments.length);
  const touch = (part: string): void => {
    const asking = segmentsByTrait.get(part);
    if (asking) positions.addAll(asking);
  };
  for (const part of partNames) if (before[part] !== after[part]) touch(part);
  for (const name of talliesToCompare(before, after)) if (before.tallies[name] !== after.tallies[name]) touch(name);
  if (before.given === after.given) return positions;
  for (const path of Object.keys(after.given)) if (before.given[path] !== after.given[path]) touch(path);
  return positions;
};

/**
 * The id that buckets are drawn from, with `~` before a visitor's: a customer's, once an event names one. Every customer has
 * such an event, if only the one that links them.
 */
const idAfter = (known: string | undefined, { customerId, anonymousId }: PersonIds): string | undefined =>
  customerId ?? known ?? (anonymousId === undefined ? undefined : `~${anonymousId}`);

/** Keeps the id where the catalogue draws from it, and decides again what does where it is another. */
const withId = (catalogue: Catalogue, folded: Folded, ids: PersonIds): Folded => {
  if (!catalogue.drawsBuckets) return folded;
  const { state, positions } = folded;
  const id = idAfter(state.id, ids);
  const drawn = catalogue.segmentsByTrait.get(idPart);
  if (id === state.id || id === undefined) return { state, positions };
  return { state: { ...state, id }, positions: drawn ? positions.union(drawn) : positions };
};

/** Folds one event into a state, without deciding anything. */
const fold = (catalogue: Catalogue, before: CustomerState, fact: Fact): Folded => {
  const profile = foldEvent(before.profile, fact, catalogue);
  const positions = touched(catalogue, before.profile, profile);
  let measures = { ...before.measures };
  for (const { measure, segments } of catalogue.measuresOf(fact.event)) {
    const known = before.measures[measure.id];
    const state = measure.fold(known, fact);
    if (state === undefined || state === known) continue;
    if (known === undefined) measures = addEntry(measures, measure.id, state);
    else measures[measure.id] = state;
    positions.addAll(segments);
  }
  const state = { ...before, clock: fact.clock, applied: (before.applied ?? 0) + 1, profile, measures };
  return withId(catalogue, { state, positions }, fact.event.detail);
};

/** One more event that was applied, which says nothing but whose it is. */
const foldUncounted = (catalogue: Catalogue, state: CustomerState, { person }: UncountedEvent): Folded =>
  withId(catalogue, { state, positions: new PositionSet(catalogue.segments.length) }, idFieldOf(person));

/**
 * Folds an applied event in, if it counts; one that does not is one more that was applied, and moves the clock.
 *
 * @param clock - the customer's clock once the event is decided.
 */
export const foldApplied = (
  catalogue: Catalogue,
  before: CustomerState,
  { applied, clock }: { readonly applied: AppliedEvent; readonly clock: Instant },
): Folded =>
  applied.event === undefined
    ? foldUncounted(catalogue, { ...before, clock, applied: (before.applied ?? 0) + 1 }, applied)
    : fold(catalogue, before, factOf(applied, clock));

/** The state of all events of both at the clock of the first, with its memberships and its sequence. */
export const mergeStates = (catalogue: Catalogue, one: CustomerState, other: CustomerState): CustomerState => {
  const measures = { ...one.measures };
  for (const [id, state] of Object.entries(other.measures)) {
    const measure = catalogue.measures.get(id)?.measure;
    const known = measures[id];
    measures[id] = known === undefined || !measure ? state : measure.merge(known, state, one.clock);
  }
  const applied = (one.applied ?? 0) + (other.applied ?? 0);
  return { ...one, applied, profile: mergeProfiles(one.profile, other.profile), measures };
};
