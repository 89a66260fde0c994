import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { endDetour, refuseDetour } from '#lib/use-cases/intake/diversion.ts';
import { plainHandling, type Handling } from '#lib/use-cases/intake/handling.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { isSuspect } from '#lib/use-cases/intake/redelivery.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { addOutcomes } from '../metrics/outcome-metrics.ts';
import { closeDetours, diversionOf, isFromSlowQueue, type DetourDeps } from './detours.ts';
import { giveUp, handBack, triesOf, type HandBackDeps } from './hand-back.ts';
import { textsIn, type ReceivedText } from './received-text.ts';

/** What takes batches of the intake queue and of the slow queue. */
export type QueueBatchDeps = UpdateDeps & HandBackDeps & DetourDeps;

/**
 * Folds a batch of the intake queue, or of the slow queue, into profiles. A message that fails is handed back, with the
 * later ones of the same person, until it is given up. Messages of the intake queue whose person is on a detour, or holds
 * others up, go on into the slow queue.
 */
export const takeQueueBatch = async (deps: QueueBatchDeps, { Records }: SQSEvent): Promise<SQSBatchResponse> => {
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
};

const handlingOf = (deps: QueueBatchDeps, texts: readonly ReceivedText[], isSlow: boolean): Handling => ({
  ...plainHandling,
  ...(!isSlow && diversionOf(deps, texts)),
  isSuspect: (index) => texts[index] !== undefined && isSuspect(triesOf(texts[index].record)),
  giveUp: async (index, failure) => {
    const text = texts[index];
    return text !== undefined && giveUp(deps, { record: text.record, text, failure });
  },
});
