import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { dynamoDbMemberRows } from '#lib/ports/members/dynamodb/forget-members.ts';
import { dynamoDbMembershipReader } from '#lib/ports/store/dynamodb/membership-reader.ts';
import { fillPart, type FillPartDeps } from '#lib/use-cases/members/fill-part.ts';
import type { FillResult, FillSlice } from '#lib/use-cases/members/fill-pass.ts';
import { EnvironmentError } from './runtime/environment.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface MembersPartDeps extends Omit<FillPartDeps, 'untaken'>, Telemetry {}

/** Fills the lists of members from one part of the table for a limited time; the next round continues with the rest. */
export const createHandler = (deps: MembersPartDeps) => {
  const untaken = (code: string, rows: number) => deps.logger.error('Members could not be put', { code, rows });
  return observed(deps, async (slice: FillSlice): Promise<FillResult> => {
    const result = await fillPart({ ...deps, untaken }, slice);
    deps.metrics.addMetric('MembersPut', MetricUnit.Count, result.put);
    return result;
  });
};

export const handler = start({
  service: 'members-part',
  needs: ['TABLE_NAME', 'MEMBERS_TABLE_NAME', 'MEMBER_SEGMENTS', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, MEMBERS_TABLE_NAME: tableName, MEMBER_SEGMENTS: kept }, runtime) => {
    if (tableName === undefined) throw new EnvironmentError('Cannot start as configured: MEMBERS_TABLE_NAME is absent');
    const client = new DynamoDBClient();
    const list = { ...runtime, client, tableName };
    return createHandler({
      ...runtime,
      store: dynamoDbMembershipReader({ ...runtime, client, tableName: TABLE_NAME }),
      members: { ...dynamoDbMembers(list), ...dynamoDbMemberRows(list) },
      keeps: (segment) => kept?.has(segment) ?? true,
    });
  },
});
