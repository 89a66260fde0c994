import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { assemble } from '#lib/core/segments/compile/assemble.ts';
import { dynamoDbFeedLog, type FeedLogDeps } from '#lib/ports/feed/dynamodb-feed-log.ts';
import { sharedRateLimit } from '#lib/ports/guards/shared-rate-limit.ts';
import { sharedSecret } from '#lib/ports/guards/shared-secret.ts';
import { dynamoDbCounts } from '#lib/ports/members/dynamodb/dynamodb-counts.ts';
import { dynamoDbMembers } from '#lib/ports/members/dynamodb/dynamodb-members.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { ApiDeps } from '#lib/use-cases/api/api-deps.ts';
import { createApi, type Api } from '#lib/use-cases/api/create-api.ts';
import { sealedCursors } from '#lib/use-cases/api/request/cursor.ts';
import { deployedAccess } from './runtime/deployed-access.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { deployedJson } from './runtime/deployed-json.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { callerBehind } from './runtime/gateway-caller.ts';
import { requestOf, resultOf } from './runtime/gateway-request.ts';
import { lasting } from './runtime/lasting.ts';
import { loadFor } from './runtime/load-for.ts';
import { observed } from './runtime/observed.ts';
import { deployedConsole, seldomResults, seldomWrites } from './runtime/seldom-asked.ts';
import { seldomUsedIntake } from './runtime/seldom-used-intake.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface ReadFunctionDeps extends Telemetry {
  readonly api: () => Promise<Api>;
}

/** What became of a request, as it is counted. */
const outcomeOf = (status: number): string => {
  if (status < 400) return 'RequestsAnswered';
  return status < 500 ? 'RequestsRefused' : 'RequestsFailed';
};

/** Answers the requests of both HTTP APIs. */
export const createHandler = (deps: ReadFunctionDeps) =>
  observed(deps, async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { fetch } = await deps.api();
    const request = requestOf(event);
    const response = await fetch(request, event);
    const result = await resultOf(response, request);
    deps.metrics.addMetric(outcomeOf(result.statusCode), MetricUnit.Count, 1);
    return result;
  });

/** What is written of requests. Who asked about whom is written whatever the level of the log. */
export const noted = ({ logger }: Telemetry): Pick<ApiDeps, 'audit' | 'failed'> => ({
  audit: (line) => {
    logger.createChild({ logLevel: 'INFO' }).info('A person was asked about', { ...line });
  },
  failed: (error) => logger.error('A request failed', { failure: failureForLog(error) }),
});

/** The lists of members, where they are kept. */
const membersIn = (client: DynamoDBClient, tableName: string | undefined): Pick<ApiDeps, 'members' | 'counts'> => {
  if (tableName === undefined) return {};
  const table = { client, tableName };
  return { members: dynamoDbMembers(table), counts: dynamoDbCounts(table) };
};

/** The changes of everybody, where a day of them is kept. */
const feedIn = (
  deps: Omit<FeedLogDeps, 'tableName'>,
  tableName: string | undefined,
): Pick<ApiDeps['console'], 'changes'> =>
  tableName === undefined ? {} : { changes: dynamoDbFeedLog({ ...deps, tableName }) };

const minute = 60_000;

export const handler = start({
  service: 'read',
  needs: [
    'TABLE_NAME',
    'MEMBERS_TABLE_NAME',
    'GUARDS_TABLE_NAME',
    'FEED_TABLE_NAME',
    'BUS_NAME',
    'QUEUE_URL',
    'STREAM_NAME',
    'RESULTS_BUCKET_NAME',
    'DEPLOYMENT',
  ],
  build: ({ TABLE_NAME, MEMBERS_TABLE_NAME, GUARDS_TABLE_NAME, BUS_NAME, DEPLOYMENT, ...named }, runtime) => {
    const client = new DynamoDBClient();
    const guards = { client, tableName: GUARDS_TABLE_NAME };
    const [access, deployed] = [deployedAccess(), deployedCatalogue()];
    const store = dynamoDbStore({ ...runtime, client, tableName: TABLE_NAME });
    const queue = seldomUsedIntake(named);
    const seldom = { ...runtime, store, queue, busName: BUS_NAME, bucketName: named.RESULTS_BUCKET_NAME };
    const api = lasting(async () => {
      const catalogue = assemble(deployed, DEPLOYMENT, await loadFor(deployed.source));
      const secret = await sharedSecret({ ...guards, newSecret: runtime.newId });
      return createApi({
        ...runtime,
        ...noted(runtime),
        store,
        ...membersIn(client, MEMBERS_TABLE_NAME),
        catalogue,
        writes: seldomWrites(seldom),
        ...seldomResults(seldom),
        console: {
          ...deployedConsole({ ...seldom, catalogue }),
          ...feedIn({ ...runtime, client }, named.FEED_TABLE_NAME),
        },
        openApi: async () => deployedJson('openapi', 'OPENAPI_FILE') as object,
        cursors: sealedCursors(secret),
        callerOf: (_request, event) => callerBehind(access, event),
        mayErase: sharedRateLimit({ ...guards, ...runtime, what: 'erasures', most: 10, within: minute }),
      });
    });
    return createHandler({ ...runtime, api });
  },
});
