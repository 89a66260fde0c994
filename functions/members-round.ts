import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { dynamoDbMembershipReader } from '#lib/ports/store/dynamodb/membership-reader.ts';
import { countSizes, type CountSizesDeps } from '#lib/use-cases/members/count-sizes.ts';
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
import { EnvironmentError } from './runtime/environment.ts';
import { keptSegments } from './runtime/kept-segments.ts';
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

export interface MembersRoundDeps extends BeginFillDeps, CountSizesDeps, Telemetry {
  /** The keys of the segments whose members are kept. */
  readonly kept: readonly string[];
}

/** Begins a pass that fills lists of members, or judges a round and plans the next; at the end it counts all lists. */
export const createHandler = (deps: MembersRoundDeps) =>
  observed(deps, async (input: RoundInput): Promise<RoundOutput> => {
    const pass =
      'begin' in input ? await beginFill(deps, input.begin) : afterFillRound(input.pass, partResults(input.results));
    if (pass.outcome === 'done') await countSizes(deps, deps.kept);
    const { open, ...counts } = pass;
    deps.metrics.addMetric('MembersFilled', MetricUnit.Count, pass.outcome === 'done' ? 1 : 0);
    deps.logger.info('A pass for members goes on', { ...counts, open: open.length });
    return { pass, slices: fillSlicesOf(pass), waitSeconds: pass.waitSeconds, outcome: pass.outcome ?? 'under-way' };
  });

export const handler = start({
  service: 'members',
  needs: ['TABLE_NAME', 'MEMBERS_TABLE_NAME', 'MEMBER_SEGMENTS', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, MEMBERS_TABLE_NAME: tableName, MEMBER_SEGMENTS: kept }, runtime) => {
    if (tableName === undefined) throw new EnvironmentError('Cannot start as configured: MEMBERS_TABLE_NAME is absent');
    const client = new DynamoDBClient();
    return createHandler({
      ...runtime,
      store: dynamoDbMembershipReader({ ...runtime, client, tableName: TABLE_NAME }),
      members: dynamoDbMembers({ client, tableName }),
      counter: dynamoDbCounts({ client, tableName }),
      kept: keptSegments(kept),
    });
  },
});
