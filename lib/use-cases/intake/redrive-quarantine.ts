import type { RefusalReason } from '#events/accept-entry.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { groupOf, type OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { redriveText } from '#lib/ports/queue/queue-message.ts';
import { sendMessages, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { CustomerStore, QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import { noOutcomes, type OutcomeCounts } from './outcome-counts.ts';
import { receiveMessage } from './receive-message.ts';

/** Reasons whose entries can be taken again: those of an erased person have no body. */
export const redrivableReasons = [
  'unknown-type',
  'invalid',
  'conflict',
  'future',
  'too-large',
  'unusable',
] as const satisfies readonly RefusalReason[];

type Reasons = readonly RefusalReason[];

/**
 * Takes refused entries again at once, one by one in the order in which they arrived, each as if it arrived at `at`. One
 * that is applied, or found to be a duplicate, leaves quarantine; one that is refused again stays, with its new reason.
 *
 * @returns the counts of outcomes.
 */
export const redriveAtOnce = async (deps: UpdateDeps, reasons: Reasons, at: Instant): Promise<OutcomeCounts> => {
  const counts = noOutcomes();
  for (const { id, person } of await refusedFor(deps.store, reasons)) {
    await receiveMessage(deps, { kind: 'redrive', id, key: { id, person }, arrivedAt: at }, counts);
  }
  return counts;
};

type Listed = Pick<QuarantineEntry, 'id' | 'person' | 'arrivedAt'>;

/** The entries refused for some reasons, in order of arrival: all of them before the first is taken, since one that stays may move to another reason. */
export const refusedFor = async (
  store: Pick<CustomerStore, 'quarantinedFor'>,
  reasons: Reasons,
): Promise<readonly Listed[]> => {
  const listed: Listed[] = [];
  for (const reason of reasons) {
    for await (const { id, person, arrivedAt } of store.quarantinedFor(reason)) listed.push({ id, person, arrivedAt });
  }
  return listed.sort((one, other) => one.arrivedAt - other.arrivedAt);
};

/** The quarantine, and the queue to send its entries into. */
export interface RedriveDeps extends QueueDeps {
  readonly store: Pick<CustomerStore, 'quarantinedFor'>;
}

/** The outcome of a redrive: how many were sent, and the queue's error codes for the rest. */
export interface Redriven {
  readonly sent: number;
  /** The queue's codes for those that it did not take. */
  readonly codes: readonly string[];
}

/** The queue group of entries that belong to no one. */
const nobodysGroup = 'quarantine';

/** An entry that is refused again has a later arrival, so it can be sent again within the queue's five minutes. */
const redriveMessage = ({ id, person, arrivedAt }: Listed): OutgoingMessage => ({
  body: redriveText({ id, person }),
  group: person === undefined ? nobodysGroup : groupOf(person),
  deduplicationId: `redrive:${id}:${arrivedAt}`,
});

/**
 * Sends refused entries into the intake queue again, by name: each is read, and applied or refused again, when it is
 * received. Sending one twice applies it once, since it leaves quarantine when it is applied.
 */
export const redriveThroughQueue = async (deps: RedriveDeps, reasons: Reasons): Promise<Redriven> => {
  const messages = (await refusedFor(deps.store, reasons)).map(redriveMessage);
  const left = await sendMessages(deps, messages);
  return { sent: messages.length - left.length, codes: left.map(({ code }) => code) };
};
