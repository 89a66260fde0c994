import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { CanaryHeard } from '#events/canary-heard.ts';
import { assemble, type Loaded } from '#lib/core/segments/compile/assemble.ts';
import { putEntry } from '#lib/ports/publisher/put-entry.ts';
import { hearFrom } from '#lib/ports/queue/sqs-heard.ts';
import { dynamoDbCanary } from '#lib/ports/store/dynamodb/canary-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { runCanary, type CanaryDeps, type CanaryReport } from '#lib/use-cases/canary/run-canary.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { handlerOnceReady } from './runtime/handler-once-ready.ts';
import { loadFor } from './runtime/load-for.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

type CanaryFunctionDeps = CanaryDeps & Telemetry;

/** Tries the deployment out. Whoever asks is told how long each step took; what they send is not looked at. */
export const createHandler = (deps: CanaryFunctionDeps) =>
  observed(deps, async (_asked: unknown): Promise<CanaryReport> => {
    const report = await runCanary(deps);
    deps.metrics.addMetric('CanaryMs', MetricUnit.Milliseconds, report.profileMs + (report.changeMs ?? 0));
    deps.logger.info('The canary has come through', { ...report });
    return report;
  });

/** The detail of an entry as a rule hands it to a queue. */
const saidIn = (body: string): CanaryHeard => (JSON.parse(body) as { readonly detail: CanaryHeard }).detail;

export const handler = start({
  service: 'canary',
  needs: ['TABLE_NAME', 'BUS_NAME', 'HEARD_QUEUE_URL', 'DEPLOYMENT'],
  build: ({ TABLE_NAME, BUS_NAME, HEARD_QUEUE_URL, DEPLOYMENT }, runtime) => {
    const table = { ...runtime, client: new DynamoDBClient(), tableName: TABLE_NAME };
    const queues = new SQSClient();
    const deployed = deployedCatalogue();
    const createWith = (loaded: Loaded) =>
      createHandler({
        ...runtime,
        catalogue: assemble(deployed, DEPLOYMENT, loaded),
        store: dynamoDbStore(table),
        rows: dynamoDbCanary(table),
        put: (event) => putEntry(BUS_NAME, event),
        hear: async () => (await hearFrom(queues, HEARD_QUEUE_URL)).map(saidIn),
      });
    return handlerOnceReady(loadFor(deployed.source), createWith);
  },
});
