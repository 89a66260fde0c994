import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { beginPass, continuePass, slicesOf, type ConductDeps } from './conduct-pass.ts';
import type { Pass } from './pass.ts';
import { tickPart, type TickPartDeps } from './tick-part.ts';

/** The parts of a pass that runs in one process. */
export interface RunPassDeps extends ConductDeps, TickPartDeps {
  readonly store: Pick<CustomerStore, 'behind' | 'rowCount'>;
}

/**
 * Runs a pass from its start to its end in one process, as the state machine does on AWS: rounds over all open parts, and
 * from the beginning again until no one is behind.
 */
export const runPass = async (deps: RunPassDeps): Promise<Pass> => {
  let pass = await beginPass(deps);
  while (pass.outcome === undefined) {
    if (pass.waitSeconds > 0) await deps.sleep(pass.waitSeconds * 1000);
    const results = await Promise.all(slicesOf(pass).map((slice) => tickPart(deps, slice)));
    pass = await continuePass(deps, pass, results);
  }
  return pass;
};
