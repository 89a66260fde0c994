import { beginRun, continueRun, type ConductDeps, type RunAsked } from './conduct-run.ts';
import { runPart, type RunPartDeps } from './run-part.ts';
import { slicesOf, type Run, type SliceResult } from './run.ts';

/** The parts of a run in one process. */
export interface RunInsightDeps extends ConductDeps, RunPartDeps {
  readonly store: ConductDeps['store'];
  readonly objects: ConductDeps['objects'];
  readonly now: ConductDeps['now'];
}

/** Makes a run from its start to its end in one process, as the state machine does on AWS, but one part after the other. */
export const runInsight = async (deps: RunInsightDeps, asked: RunAsked = {}): Promise<Run> => {
  let run = await beginRun(deps, asked);
  while (run.outcome === undefined) {
    if (run.waitSeconds > 0) await deps.sleep(run.waitSeconds * 1000);
    const results: SliceResult[] = [];
    for (const slice of slicesOf(run)) results.push(await runPart(deps, slice));
    run = await continueRun(deps, run, results);
  }
  return run;
};
