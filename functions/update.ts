import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisStreamBatchResponse, KinesisStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { assemble, type Loaded } from '#lib/core/segments/compile/assemble.ts';
import { dynamoDbDetours } from '#lib/ports/store/dynamodb/detours.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { adaptAgain } from '#lib/use-cases/adapt/adapt-again.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import { measureProfiles } from './metrics/profile-size.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { loadFor } from './runtime/load-for.ts';
import { observed } from './runtime/observed.ts';
import { handlerOnceReady } from './runtime/handler-once-ready.ts';
import { takeQueueBatch, type QueueBatchDeps } from './runtime/queue-batch.ts';
import { retentionFrom } from './runtime/retention.ts';
import { seldomHiddenMessages, seldomUsedQueueAt } from './runtime/seldom-used-queues.ts';
import { seldomUsedIntake } from './runtime/seldom-used-intake.ts';
import { takeShardBatch, type ShardBatchDeps } from './runtime/shard-batch.ts';
import { start } from './runtime/start.ts';

type UpdateFunctionDeps = QueueBatchDeps & ShardBatchDeps;

const isOfShard = (event: SQSEvent | KinesisStreamEvent): event is KinesisStreamEvent =>
  event.Records[0]?.eventSource === 'aws:kinesis';

/** Folds a batch of the intake queue, of the slow queue, or of a shard of the intake stream into profiles. */
export const createHandler = (deps: UpdateFunctionDeps) =>
  observed(deps, (event: SQSEvent | KinesisStreamEvent): Promise<SQSBatchResponse & KinesisStreamBatchResponse> =>
    isOfShard(event) ? takeShardBatch(deps, event) : takeQueueBatch(deps, event),
  );

export const handler = start({
  service: 'update',
  needs: [
    'TABLE_NAME',
    'QUEUE_URL',
    'STREAM_NAME',
    'SLOW_QUEUE_URL',
    'DEAD_LETTERS_URL',
    'DEPLOYMENT',
    'QUARANTINE_DAYS',
    'CHANGES_DAYS',
    'QUIET_UNTIL',
  ],
  build: (environment, runtime) => {
    const { TABLE_NAME, QUEUE_URL, STREAM_NAME, SLOW_QUEUE_URL, DEAD_LETTERS_URL, DEPLOYMENT, QUIET_UNTIL } =
      environment;
    const table = {
      ...runtime,
      client: new DynamoDBClient(),
      tableName: TABLE_NAME,
      retention: retentionFrom(environment),
    };
    const deployed = deployedCatalogue();
    const store = measureProfiles(dynamoDbStore(table), runtime.metrics);
    const queue = seldomUsedIntake({ QUEUE_URL, STREAM_NAME });
    const createWith = (loaded: Loaded) =>
      createHandler({
        ...runtime,
        catalogue: assemble(deployed, DEPLOYMENT, loaded),
        quietUntil: QUIET_UNTIL,
        store,
        forward: forwardThroughQueue({ ...runtime, queue }),
        adaptAgain: adaptAgain({ ...runtime, store, queue }),
        received: seldomHiddenMessages(QUEUE_URL),
        deadLetters: seldomUsedQueueAt(DEAD_LETTERS_URL),
        detours: dynamoDbDetours(table),
        slowQueue: seldomUsedQueueAt(SLOW_QUEUE_URL),
        slowQueueName: SLOW_QUEUE_URL.slice(SLOW_QUEUE_URL.lastIndexOf('/') + 1),
      });
    return handlerOnceReady(loadFor(deployed.source), createWith);
  },
});
