import { afterRound, type Patience } from './after-round.ts';
import { startPass, type Pass, type SliceResult, type Target } from './pass.ts';
import type { Slice } from './tick-part.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** What begins a pass and leads it from round to round. */
export interface ConductDeps {
  /** The catalogue and the deployment of the code at hand. */
  readonly target: Target;
  readonly store: Pick<CustomerStore, 'rowCount'>;
  /** Ticks a second in all; a pass under way goes on by the newest. */
  readonly rate: number;
  /** Into how many parts, worked at side by side, the store is divided; by default as many as the rate needs. */
  readonly parts?: number | undefined;
  readonly patience: Patience;
  readonly now: () => Instant;
  /** Told when a pass has begun, and after each round. */
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
 * @param asked - which deployment is to be brought to everybody; by default that of the code at hand.
 */
export const beginPass = async (deps: ConductDeps, asked: Partial<Target> = {}): Promise<Pass> => {
  const { target, rate, parts, now } = deps;
  const at = now();
  const pass = startPass({ ...target, ...asked, at, rate, parts, rowsInAll: await deps.store.rowCount() });
  const begun = takenOver(pass, target) ?? pass;
  await deps.announce(begun, at);
  return begun;
};

/** Takes in what a round brought, and says how the pass goes on, if it does. */
export const continuePass = async (deps: ConductDeps, pass: Pass, results: readonly SliceResult[]): Promise<Pass> => {
  const { target, rate, patience } = deps;
  const at = deps.now();
  const next = takenOver(pass, target) ?? afterRound({ ...pass, rate }, { results, at, patience });
  await deps.announce(next, at);
  return next;
};

/** What the next round gives each part that is open: its share of the rate, and the round's time. */
export const slicesOf = ({ open, parts, catalogue, deployment, attempt, rate, sliceMs }: Pass): readonly Slice[] =>
  open.map((part) => ({ part, parts, catalogue, deployment, attempt, rate: rate / open.length, sliceMs }));
