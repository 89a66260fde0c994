import { factOf, type ArrivedEvent } from '../profile/fact.ts';
import { emptyState, type CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import type { Instant } from '../time/instant.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { fold } from './fold.ts';
import type { Turn } from './turn.ts';

/** What a person is decided anew from. */
export interface Past {
  /** All events of the person, in any order. */
  readonly events: readonly ArrivedEvent[];
  /** When they are decided, unless the person's clock is later. */
  readonly at: Instant;
}

/** Stands where the definition that somebody had entered by is not at hand. */
const unknownHash = '00000000';

/** Memberships of segments that the catalogue has no more end: of those nothing is known but their keys. */
const goneFrom = ({ positions }: Catalogue, { memberships }: CustomerState): readonly Turn[] =>
  Object.entries(memberships)
    .filter(([key]) => !positions.has(key))
    .map(([key, enteredAt]) => ({
      segment: { key, name: key, definitionHash: unknownHash, index: -1, publish: [], isQuiet: false },
      status: 'exited',
      enteredAt,
      because: [{ path: 'when', condition: 'the catalogue has this segment', holds: false }],
    }));

/**
 * Decides a person by another catalogue than before: all events are folded anew, so that each of its measures is there,
 * and every segment is decided once, with origin `backfill`. What stays as it was keeps its `enteredAt`.
 */
export const backfill = (catalogue: Catalogue, before: CustomerState, past: Past): Decision => {
  const at = Math.max(past.at, before.clock);
  let folded = emptyState;
  for (const arrived of past.events) folded = fold(catalogue, folded, factOf(arrived, at)).state;
  const gone = goneFrom(catalogue, before);
  const memberships = Object.fromEntries(
    Object.entries(before.memberships).filter(([key]) => catalogue.positions.has(key)),
  );
  const state = { ...before, clock: at, profile: folded.profile, measures: folded.measures, memberships };
  const { state: decided, changes } = decide(
    catalogue,
    { state, positions: catalogue.everySegment },
    { at, origin: 'backfill', cause: { catalogue: catalogue.hash }, before: { state, at }, gone },
  );
  return { state: decided, changes };
};
