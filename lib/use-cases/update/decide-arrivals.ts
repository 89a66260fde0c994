import { apply } from '#lib/core/engine/apply.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import { NewestTellings } from '#lib/core/profile/newest-tellings.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { AppliedRow } from '#lib/ports/store/customer-store.ts';
import {
  appliedOf,
  askedOf,
  countsOnArrival,
  ledgerIdOf,
  ledgerRowOf,
  saysTheSame,
  tellsAnew,
  type Arrival,
} from './arrival.ts';
import { changeRows, countChanges } from './change-rows.ts';
import { decideAlone } from './decide-alone.ts';
import { decideErasure } from './decide-erasure.ts';
import { linkStatus } from './link-status.ts';
import { appliedOutcome, duplicate, quarantined, type Outcome } from './outcome.ts';
import { settlingOf } from './settling.ts';
import { conflictRefusal, erasedRefusal, futureRefusal, largeEventRefusal, largeProfileRefusal } from './refusals.ts';
import { stateOf, type Corrects, type Deciding, type Reading, type Step } from './step.ts';

/** How to treat an arrival of a living person: as an outcome without a write, or as something to fold in. */
type Disposition = Outcome | 'plain' | 'identity-conflict' | 'link' | 'erasure' | 'correction';

/** A run of plain events, folded one by one and written at once. */
interface Run {
  readonly deciding: Deciding;
  readonly reading: Reading;
  readonly outcomes: Outcome[];
  readonly fresh: AppliedRow[];
  readonly changes: InstantChanges[];
  /** The arrivals of `fresh`, by `ledgerId`. */
  readonly applied: Map<string, Arrival>;
  /** Duplicates of events that were applied before this reading. */
  readonly repeated: AppliedRow[];
  state: CustomerState | undefined;
  /** The newest telling of each fact, also of those in `fresh`; what was read where those tell none. */
  tellings: NewestTellings | undefined;
}

/**
 * Decides the first arrivals of a person who is not a linked visitor: a run of plain events, or a single one that links or
 * erases. How many it takes depends on the arrivals at hand; the outcome of each does not.
 *
 * @returns the one arrival to decide by `decideAlone`, where others may stop counting by it.
 */
export const decideArrivals = (deciding: Deciding, reading: Reading, arrivals: readonly Arrival[]): Step | Corrects => {
  const { record } = reading.own;
  if (record?.kind === 'erased') return refuseErased(record.erasedAt, arrivals);
  const run = startRun(deciding, reading);
  for (const arrival of arrivals) {
    const disposition = classify(run, arrival);
    // Entries refused before an erasure are kept before it, so that it removes them too.
    if (standsAlone(disposition))
      return run.outcomes.length > 0 ? settled(run) : alone[disposition](deciding, reading, arrival);
    run.outcomes.push(typeof disposition === 'string' ? fold(run, arrival, disposition) : disposition);
  }
  return settled(run);
};

const alone = {
  link: (deciding: Deciding, reading: Reading, arrival: Arrival): Step =>
    decideAlone(deciding, reading, { arrival, rows: [] }),
  erasure: decideErasure,
  correction: (_deciding: Deciding, _reading: Reading, corrects: Arrival): Corrects => ({ corrects }),
};

const standsAlone = (disposition: Disposition): disposition is keyof typeof alone =>
  disposition === 'link' || disposition === 'erasure' || disposition === 'correction';

const startRun = (deciding: Deciding, reading: Reading): Run => ({
  deciding,
  reading,
  outcomes: [],
  fresh: [],
  changes: [],
  applied: new Map(),
  repeated: [],
  state: stateOf(reading.own),
  tellings: undefined,
});

const refuseErased = (erasedAt: Instant, arrivals: readonly Arrival[]): Step => {
  const outcomes = arrivals.map((arrival) =>
    arrival.event.type === 'ErasureRequested' ? duplicate : quarantined(erasedRefusal(arrival, erasedAt)),
  );
  return outcomes.includes(duplicate) ? { outcomes, again: [] } : { outcomes };
};

const classify = (run: Run, arrival: Arrival): Disposition => {
  const settledBefore = classifyKnown(run, arrival);
  if (settledBefore) return settledBefore;
  const refusal = futureRefusal(arrival) ?? largeEventRefusal(arrival);
  if (refusal) return quarantined(refusal);
  if (arrival.event.type === 'ErasureRequested') return 'erasure';
  if (mayCorrect(run, arrival)) return 'correction';
  return countsOnArrival(heardIn(run), arrival) ? linkStatus(run.reading, arrival) : 'plain';
};

/** What is known in a run of what others say about an arrival. */
const heardIn = ({ reading: { own }, tellings }: Run) => ({ named: own.named, newest: tellings?.all ?? own.newest });

/** Whether others may stop counting by an arrival, or one that has yet to come never counts. */
const mayCorrect = (run: Run, arrival: Arrival): boolean =>
  arrival.event.detail.replaces !== undefined || tellsAnew(heardIn(run), arrival);

/** Undefined for an event that is new. */
const classifyKnown = ({ applied, reading, repeated }: Run, arrival: Arrival): Outcome | undefined => {
  const id = ledgerIdOf(arrival);
  const inRun = applied.get(id);
  const known = inRun ?? reading.own.known.get(id);
  if (known === undefined) return undefined;
  if (!saysTheSame(known, arrival)) return quarantined(conflictRefusal(arrival));
  if (inRun === undefined) repeated.push(ledgerRowOf(reading.own, arrival));
  return duplicate;
};

/** Keeps a telling, beside which a later one of the same run is newer or older. */
const remember = (run: Run, arrival: Arrival): void => {
  if (arrival.event.detail.revision === undefined) return;
  run.tellings ??= new NewestTellings(run.reading.own.newest);
  run.tellings.tell(askedOf(arrival));
};

const fold = (run: Run, arrival: Arrival, disposition: 'plain' | 'identity-conflict'): Outcome => {
  const { state, changes } = apply(run.deciding.catalogue, run.state, appliedOf(heardIn(run), arrival));
  const refusal = largeProfileRefusal(arrival, state);
  if (refusal) return quarantined(refusal);
  run.state = state;
  run.fresh.push(ledgerRowOf(heardIn(run), arrival));
  run.applied.set(ledgerIdOf(arrival), arrival);
  if (changes.length > 0) run.changes.push(...changes);
  const outcome = appliedOutcome({
    changes: countChanges(changes),
    ...settlingOf(heardIn(run), arrival),
    isConflict: disposition === 'identity-conflict',
  });
  remember(run, arrival);
  return outcome;
};

const settled = ({ deciding, reading, outcomes, fresh, changes, repeated, state }: Run): Step => {
  const again = repeated.length > 0 ? { again: repeated } : {};
  if (fresh.length === 0 || state === undefined) return { outcomes, ...again };
  const { own } = reading;
  const rows = changeRows(own.person, changes, deciding);
  const next = () => nextChangeAt(deciding.catalogue, state);
  const update = { loaded: own, state, nextChangeAt: next, events: fresh, changes: rows };
  return { outcomes, ...again, write: { kind: 'update', update } };
};
