import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { assemble, type Loaded } from '#lib/core/segments/compile/assemble.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { dynamoDbDetours } from '#lib/ports/store/dynamodb/detours.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { adaptAgain } from '#lib/use-cases/adapt/adapt-again.ts';
import { endDetour, refuseDetour } from '#lib/use-cases/intake/diversion.ts';
import { plainHandling, type Handling } from '#lib/use-cases/intake/lane.ts';
import { isSuspect } from '#lib/use-cases/intake/redelivery.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { addOutcomes } from './metrics/outcome-metrics.ts';
import { measureProfiles } from './metrics/profile-size.ts';
import { deployedCatalogue } from './runtime/deployed-catalogue.ts';
import { closeDetours, diversionOf, isFromSlowQueue, type DetourDeps } from './runtime/detours.ts';
import { giveUp, handBack, triesOf, type HandBackDeps } from './runtime/hand-back.ts';
import { loadFor } from './runtime/load-for.ts';
import { observed } from './runtime/observed.ts';
import { handlerOnceReady } from './runtime/handler-once-ready.ts';
import { textsIn, type ReceivedText } from './runtime/received-text.ts';
import { retentionFrom } from './runtime/retention.ts';
import { seldomHiddenMessages, seldomUsedQueueAt } from './runtime/seldom-used-queues.ts';
import { seldomUsedIntake } from './runtime/seldom-used-intake.ts';
import { start } from './runtime/start.ts';

type UpdateFunctionDeps = UpdateDeps & HandBackDeps & DetourDeps;

/**
 * Folds a batch of the intake queue, or of the slow queue, into profiles. A message that fails is handed back, with the
 * later ones of the same person, until it is given up. Messages of the intake queue whose person is on a detour, or holds
 * others up, go on into the slow queue.
 */
export const createHandler = (deps: UpdateFunctionDeps) =>
  observed(deps, async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const texts = Records.flatMap(textsIn);
    const messages = texts.map((text) => readMessage(text.body, text));
    const isSlow = isFromSlowQueue(deps, Records);
    const gates = isSlow ? { endDetour: endDetour(deps) } : { onDetour: refuseDetour(deps) };
    const { results, counts } = await receiveEvents({ ...deps, ...gates }, messages, handlingOf(deps, texts, isSlow));
    addOutcomes(deps.metrics, counts);
    const failed = Records.flatMap((record) => {
      const failure = results.find((result, index) => texts[index]?.record === record && result.kind === 'failed');
      return failure?.kind === 'failed' ? [{ record, failure: failure.failure }] : [];
    });
    if (isSlow && failed.length === 0) await closeDetours(deps, Records);
    return handBack(deps, failed);
  });

const handlingOf = (deps: UpdateFunctionDeps, texts: readonly ReceivedText[], isSlow: boolean): Handling => ({
  ...plainHandling,
  ...(!isSlow && diversionOf(deps, texts)),
  isSuspect: (index) => texts[index] !== undefined && isSuspect(triesOf(texts[index].record)),
  giveUp: async (index, failure) => {
    const text = texts[index];
    return text !== undefined && giveUp(deps, { record: text.record, text, failure });
  },
});

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
