import { factOf, type Fact } from '#lib/core/profile/fact.ts';
import { publicIdOf } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { nodeHolds, type View } from '#lib/core/segments/compile/node.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { PastEvent } from '../history/past-events.ts';
import type { Draft } from './draft.ts';
import type { ReadEvents } from './sampled-events.ts';
import type { SampledPerson } from './sampled-person.ts';

type Measures = CustomerState['measures'];

/** The measures with an event folded in; what a profile keeps of it beside that is not asked for. */
const withEvent = ({ measuresOf }: Catalogue, before: Measures, fact: Fact): Measures => {
  const measures = { ...before };
  for (const { measure } of measuresOf(fact.event)) {
    const state = measure.fold(measures[measure.id], fact);
    if (state !== undefined) measures[measure.id] = state;
  }
  return measures;
};

const measured = (catalogue: Catalogue, events: readonly PastEvent[], clock: Instant): Measures => {
  let measures: Measures = {};
  for (const applied of events)
    if (applied.event !== undefined) measures = withEvent(catalogue, measures, factOf(applied, clock));
  return measures;
};

/** Decides every segment of a draft, those that others refer to first. */
const withMemberships = ({ segments }: Catalogue, state: CustomerState, at: Instant): CustomerState => {
  const memberships: Record<string, Instant> = {};
  const decided = { ...state, memberships };
  for (const { key, condition } of segments) if (nodeHolds(condition, decided, at)) memberships[key] = at;
  return decided;
};

/** How somebody is decided. */
interface Deciding {
  readonly asOf: Instant;
  readonly eventsOf: ReadEvents;
}

/**
 * Decides somebody by a draft: by what the profile keeps, and by its events where the condition asks about events, since the profile
 * measures what its own catalogue asks about.
 *
 * @returns what the draft sees of them.
 */
export const viewBy = ({ catalogue, types }: Draft, sampled: SampledPerson, { asOf, eventsOf }: Deciding): View => {
  const at = Math.max(asOf, sampled.state.clock);
  const events = catalogue.measures.size === 0 ? [] : eventsOf(sampled, types);
  const measures = measured(catalogue, events, at);
  const state = { ...sampled.state, id: publicIdOf(sampled.person), measures };
  return { state: withMemberships(catalogue, state, at), at };
};
