import type { Instant } from '#lib/core/time/instant.ts';
import { groupOf, queueLimits, type OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { tickText } from '#lib/ports/queue/queue-message.ts';
import { sendMessages, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { CustomerStore, DuePerson } from '#lib/ports/store/customer-store.ts';

/** The list of people who are due, and the queue for their ticks. */
export interface SweepDeps extends QueueDeps {
  readonly store: Pick<CustomerStore, 'due'>;
}

/** The outcome of a sweep. */
export interface Swept {
  readonly due: number;
  /** Ticks that the queue did not take: the next sweep finds the same people. */
  readonly unsent: number;
  /** The queue's error codes. */
  readonly codes: readonly string[];
}

/** Batches on their way at once. */
const lanes = 10;
const minuteMs = 60_000;

/** Sends a tick, in the person's own group, for each person who is due at `now`. */
export const sweepDue = async (deps: SweepDeps, now: Instant): Promise<Swept> => {
  const minute = Math.floor(now / minuteMs);
  let due = 0;
  const unsent: string[] = [];
  let page: OutgoingMessage[] = [];
  const flush = async () => {
    unsent.push(...(await sendPage(deps, page)));
    page = [];
  };
  for await (const person of deps.store.due(now)) {
    due += 1;
    page.push(tickFor(person, minute));
    if (page.length === lanes * queueLimits.items) await flush();
  }
  await flush();
  return { due, unsent: unsent.length, codes: [...new Set(unsent)] };
};

/** The same tick is another message each minute, so that a lost one is sent again. */
const tickFor = (due: DuePerson, minute: number): OutgoingMessage => ({
  body: tickText(due),
  group: groupOf(due.person),
  deduplicationId: `tick:${due.person}:${due.dueAt}:${minute}`,
});

const sendPage = async (deps: SweepDeps, page: readonly OutgoingMessage[]): Promise<readonly string[]> => {
  const starts = Array.from(
    { length: Math.ceil(page.length / queueLimits.items) },
    (_, lane) => lane * queueLimits.items,
  );
  const left = await Promise.all(starts.map((at) => sendMessages(deps, page.slice(at, at + queueLimits.items))));
  return left.flat().map(({ code }) => code);
};
