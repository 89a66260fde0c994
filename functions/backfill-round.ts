import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import type { EntryDeps } from '#lib/ports/publisher/send-entries.ts';
import { announcePass } from '#lib/use-cases/backfill/announce-pass.ts';
import { beginPass, continuePass, slicesOf, type ConductDeps } from '#lib/use-cases/backfill/conduct-pass.ts';
import type { Pass, PassOutcome, SliceResult, Target } from '#lib/use-cases/backfill/pass.ts';
import type { Slice } from '#lib/use-cases/backfill/tick-part.ts';
import { addPass } from './metrics/backfill-metrics.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { observed } from './runtime/observed.ts';
import { partResults, type PartResult } from './runtime/part-results.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

/** The input from the state machine: what it was started with, or a pass with the results of its latest round. */
export type RoundInput =
  { readonly begin: Partial<Target> } | { readonly pass: Pass; readonly results: readonly PartResult<SliceResult>[] };

/** The state with which the state machine continues. */
export interface RoundOutput {
  readonly pass: Pass;
  readonly slices: readonly Slice[];
  readonly waitSeconds: number;
  readonly outcome: PassOutcome | 'under-way';
}

export interface BackfillRoundDeps extends Omit<ConductDeps, 'announce'>, EntryDeps, Telemetry {
  /** Keeps the catalogue of this deployment in the table, for those who read it with the command line. */
  readonly keepCatalogue: () => Promise<void>;
}

/**
 * Begins a pass, or judges a round and plans the next, and announces the pass's progress on the bus. The beginning also keeps
 * the catalogue: every deployment with another catalogue or number begins a pass.
 */
export const createHandler = (deps: BackfillRoundDeps) => {
  const conduct: ConductDeps = { ...deps, announce: (pass, now) => announcePass(deps, pass, now) };
  return observed(deps, async (input: RoundInput): Promise<RoundOutput> => {
    if ('begin' in input) await deps.keepCatalogue();
    const pass =
      'begin' in input
        ? await beginPass(conduct, input.begin)
        : await continuePass(conduct, input.pass, partResults(input.results));
    addPass(deps.metrics, pass, { now: deps.now(), before: 'begin' in input ? undefined : input.pass });
    deps.logger.info('A pass goes on', { ...countsOf(pass) });
    return { pass, slices: slicesOf(pass), waitSeconds: pass.waitSeconds, outcome: pass.outcome ?? 'under-way' };
  });
};

/** A pass for the log, without its places in the table, which name persons. */
const countsOf = ({ open, ...pass }: Pass) => ({ ...pass, open: open.length });

export const handler = start({
  service: 'backfill',
  needs: ['TABLE_NAME', 'BUS_NAME', 'BACKFILL_RATE', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, BUS_NAME, BACKFILL_RATE, DEPLOYMENT }, runtime) => {
    const { hash, source } = deployedCatalogue();
    const table = { client: new DynamoDBClient(), tableName: TABLE_NAME };
    return createHandler({
      ...runtime,
      target: { catalogue: hash, deployment: DEPLOYMENT },
      keepCatalogue: () => dynamoDbCatalogues(table).keep({ deployment: DEPLOYMENT, source }),
      rate: BACKFILL_RATE,
      patience: usualPatience,
      store: dynamoDbStore({ ...runtime, ...table }),
      publisher: eventBridgePublisher({ client: new EventBridgeClient(), busName: BUS_NAME }),
    });
  },
});
