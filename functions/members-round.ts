import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbMembershipReader } from '#lib/ports/store/dynamodb/membership-reader.ts';
import { beginFill, type BeginFillDeps } from '#lib/use-cases/members/fill-members.ts';
import {
  afterFillRound,
  fillSlicesOf,
  type FillAsked,
  type FillOutcome,
  type FillPass,
  type FillResult,
  type FillSlice,
} from '#lib/use-cases/members/fill-pass.ts';
import { observed } from './runtime/observed.ts';
import { partResults, type PartResult } from './runtime/part-results.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

/** The input from the state machine: what it was started with, or a pass with the results of its latest round. */
export type RoundInput =
  { readonly begin: FillAsked } | { readonly pass: FillPass; readonly results: readonly PartResult<FillResult>[] };

/** The state with which the state machine continues. */
export interface RoundOutput {
  readonly pass: FillPass;
  readonly slices: readonly FillSlice[];
  readonly waitSeconds: number;
  readonly outcome: FillOutcome | 'under-way';
}

export interface MembersRoundDeps extends BeginFillDeps, Telemetry {}

/** Begins a pass that fills lists of members, or judges a round and plans the next. */
export const createHandler = (deps: MembersRoundDeps) =>
  observed(deps, async (input: RoundInput): Promise<RoundOutput> => {
    const pass =
      'begin' in input ? await beginFill(deps, input.begin) : afterFillRound(input.pass, partResults(input.results));
    const { open, ...counts } = pass;
    deps.metrics.addMetric('MembersFilled', MetricUnit.Count, pass.outcome === 'done' ? 1 : 0);
    deps.logger.info('A pass for members goes on', { ...counts, open: open.length });
    return { pass, slices: fillSlicesOf(pass), waitSeconds: pass.waitSeconds, outcome: pass.outcome ?? 'under-way' };
  });

export const handler = start({
  service: 'members',
  needs: ['TABLE_NAME', 'DEPLOYMENT'],
  build: ({ TABLE_NAME }, runtime) =>
    createHandler({
      ...runtime,
      store: dynamoDbMembershipReader({ ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME }),
    }),
});
