import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { afterRound, type Patience } from './after-round.ts';
import { startPass, type Pass, type SliceResult, type Target } from './pass.ts';
import type { Slice } from './tick-part.ts';

/** The parts that begin a pass and lead it from round to round. */
export interface ConductDeps {
  /** The catalogue and the deployment of the code at hand. */
  readonly target: Target;
  readonly store: Pick<CustomerStore, 'rowCount'>;
  /** Ticks a second in all; a pass under way takes over the newest rate. */
  readonly rate: number;
  /** The number of parts that the store is divided into and that work side by side; by default as many as the rate needs. */
  readonly parts?: number | undefined;
  readonly patience: Patience;
  readonly now: () => Instant;
  /** Called when a pass has begun, and after each round. */
  readonly announce: (pass: Pass, now: Instant) => Promise<void>;
}

/** A pass ends as superseded where the code at hand is another deployment's, which has a pass of its own. */
const takenOver = (pass: Pass, target: Target): Pass | undefined =>
  pass.deployment === target.deployment && pass.catalogue === target.catalogue
    ? undefined
    : { ...pass, outcome: 'superseded', supersededBy: target.deployment };

/**
 * Begins a pass.
 *
 * @param asked - the deployment to bring everyone up to; by default that of the code at hand.
 */
export const beginPass = async (deps: ConductDeps, asked: Partial<Target> = {}): Promise<Pass> => {
  const { target, rate, parts, now } = deps;
  const at = now();
  const pass = startPass({ ...target, ...asked, at, rate, parts, rowsInAll: await deps.store.rowCount() });
  const begun = takenOver(pass, target) ?? pass;
  await deps.announce(begun, at);
  return begun;
};

/** Adds the results of a round, and says how the pass goes on, if it does. */
export const continuePass = async (deps: ConductDeps, pass: Pass, results: readonly SliceResult[]): Promise<Pass> => {
  const { target, rate, patience } = deps;
  const at = deps.now();
  const next = takenOver(pass, target) ?? afterRound({ ...pass, rate }, { results, at, patience });
  await deps.announce(next, at);
  return next;
};

/** The slice of the next round for each open part: its share of the rate, and the round's time. */
export const slicesOf = ({ open, parts, catalogue, deployment, attempt, rate, sliceMs }: Pass): readonly Slice[] =>
  open.map((part) => ({ part, parts, catalogue, deployment, attempt, rate: rate / open.length, sliceMs }));
