import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { partsFor } from '../parts/open-parts.ts';
import { fillPart, type FillPartDeps } from './fill-part.ts';
import { afterFillRound, fillSlicesOf, startFill, type FillAsked, type FillPass } from './fill-pass.ts';

/** The beginning of a pass. */
export interface BeginFillDeps {
  readonly store: Pick<CustomerStore, 'rowCount'>;
  readonly now: () => Instant;
}

/** Begins a pass over everybody. */
export const beginFill = async ({ store, now }: BeginFillDeps, asked: FillAsked): Promise<FillPass> =>
  startFill(asked, { at: now(), parts: partsFor(await store.rowCount()) });

/** The parts of a pass that runs in one process. */
export interface FillDeps extends FillPartDeps {
  readonly store: BeginFillDeps['store'] & FillPartDeps['store'];
  readonly sleep: (ms: number) => Promise<void>;
  readonly progress?: (pass: FillPass) => void;
}

/** Runs a pass from its start to its end in one process, as the state machine does on AWS. */
export const fillMembers = async (deps: FillDeps, asked: FillAsked = {}): Promise<FillPass> => {
  let pass = await beginFill(deps, asked);
  while (pass.outcome === undefined) {
    if (pass.waitSeconds > 0) await deps.sleep(pass.waitSeconds * 1000);
    const results = await Promise.all(fillSlicesOf(pass).map((slice) => fillPart(deps, slice)));
    pass = afterFillRound(pass, results);
    deps.progress?.(pass);
  }
  return pass;
};
