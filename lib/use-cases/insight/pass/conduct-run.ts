import { minimumBounds } from '#lib/core/insight/minimum.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { partsFor } from '../../parts/open-parts.ts';
import type { AnnounceDeps } from './announce-results.ts';
import { fitStage } from './fit-stage.ts';
import { putJson } from './json-objects.ts';
import { keys } from './keys.ts';
import type { RunCatalogue, RunStores } from './open-stage.ts';
import { planStage } from './plan-stage.ts';
import { previewsStage } from './previews-stage.ts';
import { resultsStage } from './results-stage.ts';
import { afterRound, atNextStage, isReading, startRun, type Run, type SliceResult, type StageName } from './run.ts';

/** The parts that begin a run and lead it from round to round. */
export interface ConductDeps extends RunStores, AnnounceDeps {
  readonly objects: RunStores['objects'];
  /** The catalogue that the profiles are decided by. */
  readonly catalogue: RunCatalogue;
  readonly now: () => Instant;
  /** Makes an id that no one else has. */
  readonly newId: () => string;
}

/** What a run may be begun with. */
export interface RunAsked {
  /** The fewest people that a figure may rest on; the usual minimum by default. */
  readonly minimum?: number | undefined;
  /** The number of parts that the store is divided into and that work side by side; by default as many as its rows need. */
  readonly parts?: number | undefined;
}

const digitsOfId = 8;

/** Such as `2027-01-17T03-00-02-411Z-7f3a9c10`. */
const runId = (at: Instant, id: string): string =>
  `${formatInstant(at).replaceAll(/[:.]/g, '-')}-${id.slice(0, digitsOfId)}`;

/**
 * Begins a run.
 *
 * @throws {RangeError} for a minimum below the lowest.
 */
export const beginRun = async (deps: ConductDeps, { minimum = minimumBounds.usual, parts }: RunAsked): Promise<Run> => {
  if (minimum < minimumBounds.lowest)
    throw new RangeError(`Cannot use minimum as at least ${minimumBounds.lowest}: current value is ${minimum}`);
  const startedAt = deps.now();
  const id = runId(startedAt, deps.newId());
  await putJson(deps.objects, keys.catalogue(id), deps.catalogue);
  return startRun({ id, startedAt, minimum, parts: parts ?? partsFor(await deps.store.rowCount()) });
};

const joins: Readonly<Partial<Record<StageName, (deps: ConductDeps, run: Run) => Promise<void>>>> = {
  fit: fitStage,
  plan: planStage,
  previews: previewsStage,
  results: resultsStage,
};

/** What one call of a function may take before the next is left to another, in milliseconds. */
const joinsWithinMs = 60_000;

/** Joins what the parts have found, up to the next stage that reads them, or for as long as a call may take. */
const joinFrom = async (deps: ConductDeps, run: Run): Promise<Run> => {
  const until = deps.now() + joinsWithinMs;
  let next = run;
  do {
    await joins[next.stage]?.(deps, next);
    next = atNextStage(next);
  } while (next.outcome === undefined && !isReading(next.stage) && deps.now() < until);
  return next;
};

/**
 * Adds the results of a round, joins what the parts have found where all of them are done, and says how the run goes on: with
 * slices, with another round without any, for what takes long is left to one of its own, or not at all.
 */
export const continueRun = async (deps: ConductDeps, run: Run, results: readonly SliceResult[]): Promise<Run> => {
  if (!isReading(run.stage)) return joinFrom(deps, run);
  const next = afterRound(run, results);
  return next.outcome !== undefined || next.open.length > 0 ? next : joinFrom(deps, atNextStage(next));
};
