import { foldApplied } from '#lib/core/engine/fold.ts';
import { publicIdOf } from '#lib/core/profile/person.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { nodeHolds, type View } from '#lib/core/segments/compile/node.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { LedgerRow } from '#lib/ports/store/customer-store.ts';
import { pastEvents, type PastEvent } from '../history/past-events.ts';
import type { Draft } from './draft.ts';
import type { SampledPerson } from './sampled-person.ts';

/** The events of somebody that a draft asks about, in order of arrival. */
const eventsFor = ({ types, catalogue }: Draft, { person, events }: SampledPerson): Promise<readonly PastEvent[]> => {
  if (catalogue.measures.size === 0) return Promise.resolve([]);
  const ledger = async function* ledger(): AsyncIterable<LedgerRow> {
    for (const event of events) yield { ...event, fingerprint: '' };
  };
  return pastEvents({ ledger }, person, ({ type }) => type === undefined || types.has(type));
};

/** Decides every segment of a draft, those that others refer to first. */
const withMemberships = ({ segments }: Catalogue, state: CustomerState, at: Instant): CustomerState => {
  const memberships: Record<string, Instant> = {};
  const decided = { ...state, memberships };
  for (const { key, condition } of segments) if (nodeHolds(condition, decided, at)) memberships[key] = at;
  return decided;
};

/**
 * Decides somebody by a draft: by what the profile keeps, and by its events where the condition asks about events, since the profile
 * measures what its own catalogue asks about.
 *
 * @returns what the draft sees of them.
 */
export const viewBy = async (draft: Draft, sampled: SampledPerson, asOf: Instant): Promise<View> => {
  const { catalogue } = draft;
  const at = Math.max(asOf, sampled.state.clock);
  let folded = emptyState;
  for (const applied of await eventsFor(draft, sampled))
    folded = foldApplied(catalogue, folded, { applied, clock: at }).state;
  const state = { ...sampled.state, id: publicIdOf(sampled.person), measures: folded.measures };
  return { state: withMemberships(catalogue, state, at), at };
};
