import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import { announcePass, type AnnounceDeps } from '#lib/use-cases/backfill/announce-pass.ts';
import { beginPass, continuePass, slicesOf, type ConductDeps } from '#lib/use-cases/backfill/conduct-pass.ts';
import type { Pass, PassOutcome, SliceResult, Target } from '#lib/use-cases/backfill/pass.ts';
import type { Slice } from '#lib/use-cases/backfill/tick-part.ts';
import { eventBridgePublisher } from '#lib/ports/publisher/event-bridge.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { addPass } from './metrics/backfill-metrics.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { readEnvironment, variables } from './runtime/environment.ts';
import { observed } from './runtime/observed.ts';
import { telemetry, type Telemetry } from './runtime/telemetry.ts';
import { wall } from './runtime/wall.ts';

type PartResult = SliceResult | { readonly failed: true } | null;

/** What the state machine gives: what it was started with, or a pass with what a round of it brought. */
export type RoundInput =
  { readonly begin: Partial<Target> } | { readonly pass: Pass; readonly results: readonly PartResult[] };

/** What the state machine goes on with. */
export interface RoundOutput {
  readonly pass: Pass;
  readonly slices: readonly Slice[];
  readonly waitSeconds: number;
  readonly outcome: PassOutcome | 'under-way';
}

export interface BackfillRoundDeps extends Omit<ConductDeps, 'announce'>, AnnounceDeps, Telemetry {}

/** Begins a pass, or leads it from one round to the next, and says on the bus how far it has come. */
export const createHandler = (deps: BackfillRoundDeps) => {
  const conduct: ConductDeps = { ...deps, announce: (pass, now) => announcePass(deps, pass, now) };
  return observed(deps, async (input: RoundInput): Promise<RoundOutput> => {
    const pass =
      'begin' in input ? await beginPass(conduct, input.begin) : await continuePass(conduct, input.pass, doneIn(input));
    addPass(deps.metrics, pass, { now: deps.now(), before: 'begin' in input ? undefined : input.pass });
    deps.logger.info('A pass goes on', { ...countsOf(pass) });
    return { pass, slices: slicesOf(pass), waitSeconds: pass.waitSeconds, outcome: pass.outcome ?? 'under-way' };
  });
};

/** Of a part that failed nothing came. */
const isDone = (result: PartResult): result is SliceResult => result !== null && 'index' in result;

const doneIn = ({ results }: Extract<RoundInput, { readonly pass: Pass }>): readonly SliceResult[] =>
  results.filter(isDone);

/** Everything but the places in the table, which name persons. */
const countsOf = ({ open, ...pass }: Pass) => ({ ...pass, open: open.length });

const { TABLE_NAME, BUS_NAME, BACKFILL_RATE, DEPLOYMENT } = variables;
const needs = { TABLE_NAME, BUS_NAME, BACKFILL_RATE, DEPLOYMENT };

const start = () => {
  const environment = readEnvironment(needs);
  return createHandler({
    ...wall,
    ...telemetry('backfill', environment.DEPLOYMENT),
    target: { catalogue: deployedCatalogue().hash, deployment: environment.DEPLOYMENT },
    rate: environment.BACKFILL_RATE,
    patience: usualPatience,
    store: dynamoDbStore({ client: new DynamoDBClient(), tableName: environment.TABLE_NAME }),
    publisher: eventBridgePublisher({ client: new EventBridgeClient(), busName: environment.BUS_NAME }),
  });
};

export const handler = start();
