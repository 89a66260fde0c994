import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { eventBridgeBus } from '#lib/ports/publisher/put-events.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { adaptDeliveries, type AdaptDeps, type BroughtDelivery } from '#lib/use-cases/adapt/adapt-deliveries.ts';
import { readDelivery } from '#lib/use-cases/adapt/delivery.ts';
import { adaptMetrics } from './metrics/adapt-metrics.ts';
import { handBack, type HandBackDeps } from './runtime/hand-back.ts';
import { envelopeOf } from './runtime/message-envelope.ts';
import { observed } from './runtime/observed.ts';
import { retentionFrom } from './runtime/retention.ts';
import { seldomHiddenMessages } from './runtime/seldom-used-queues.ts';
import { start } from './runtime/start.ts';

interface AdaptFunctionDeps extends AdaptDeps, Omit<HandBackDeps, 'deadLetters'> {
  /** The names of the sources' adapters, by the ARNs of their queues. */
  readonly adapters: ReadonlyMap<string, string>;
}

const deliveryIn = ({ adapters }: AdaptFunctionDeps, record: SQSRecord): BroughtDelivery => {
  const adapter = adapters.get(record.eventSourceARN) ?? record.eventSourceARN;
  return { ...envelopeOf(record), delivery: readDelivery(adapter, record.body) };
};

/**
 * Makes events of what sources have sent, and puts them on the bus. What is of no use is kept in quarantine; what fails is handed back,
 * to come again after a pause, and put to the dead letters by its queue in the end.
 */
export const createHandler = (deps: AdaptFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const deliveries = Records.map((record) => deliveryIn(deps, record));
    const { events, unusable, failed } = await adaptDeliveries(deps, deliveries);
    const counts = { delivered: Records.length, events, unusable };
    for (const [what, name] of Object.entries(adaptMetrics))
      deps.metrics.addMetric(name, MetricUnit.Count, counts[what as keyof typeof counts]);
    return handBack(
      deps,
      Records.flatMap((record) =>
        failed.has(record.messageId) ? [{ record, failure: failed.get(record.messageId) }] : [],
      ),
    );
  });

export const handler = start({
  service: 'adapt',
  needs: ['TABLE_NAME', 'BUS_NAME', 'QUEUE_URL', 'SOURCES', 'DEPLOYMENT', 'QUARANTINE_DAYS', 'CHANGES_DAYS'],
  build: ({ TABLE_NAME, BUS_NAME, QUEUE_URL, SOURCES, ...kept }, runtime) =>
    createHandler({
      ...runtime,
      bus: eventBridgeBus(new EventBridgeClient(), BUS_NAME),
      store: dynamoDbStore({
        ...runtime,
        client: new DynamoDBClient(),
        tableName: TABLE_NAME,
        retention: retentionFrom(kept),
      }),
      adapters: new Map(SOURCES.map(([queue = '', adapter = '']) => [queue, adapter])),
      received: seldomHiddenMessages(QUEUE_URL),
    }),
});
