import { groupOf, queueLimits, type OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { tickText } from '#lib/ports/queue/queue-message.ts';
import { sendMessages, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { PersonBehind } from '#lib/ports/store/customer-store.ts';
import type { Ticker, TickReason } from './ticker.ts';

/** The same tick in another attempt is another message; the queue drops one that is sent twice within an attempt. */
const tickFor = ({ person }: PersonBehind, { deployment, attempt }: TickReason): OutgoingMessage => ({
  body: tickText({ person }),
  group: groupOf(person),
  deduplicationId: `backfill:${person}:${deployment}:${attempt}`,
});

/** Ticks by messages in each person's own group, so that they keep their place among the person's events. */
export const tickThroughQueue = (deps: QueueDeps): Ticker => ({
  most: queueLimits.items,
  tick: async (persons, reason) => {
    const messages = persons.map((person) => tickFor(person, reason));
    return (await sendMessages(deps, messages)).length;
  },
});
