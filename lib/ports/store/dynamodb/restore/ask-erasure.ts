import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { groupOf, type OutgoingMessage } from '../../../queue/intake-queue.ts';
import { sendMessages, type QueueDeps } from '../../../queue/send-messages.ts';

/** Names the sender. No rule has to let it through, since it goes straight into the queue. */
const source = 'patron.restore';

/** An erasure counts from its arrival. Dating it back keeps a fast clock from making it an event of the future. */
const datedBackMs = 24 * 3_600_000;

const erasureMessage = (person: PersonKey, now: Instant): OutgoingMessage => {
  const eventId = `restore:${formatInstant(now)}`;
  const detail = { eventId, ...idFieldOf(person), occurredAt: formatInstant(now - datedBackMs) };
  return {
    body: JSON.stringify({ source, 'detail-type': 'ErasureRequested', detail }),
    group: groupOf(person),
    deduplicationId: `erase:${person}:${now}`,
  };
};

/**
 * Puts a request to erase each person into the intake queue. It changes nothing for a person who is erased by then.
 *
 * @throws {Error} when the queue does not take all of them.
 */
export const askErasures = async (deps: QueueDeps, persons: readonly PersonKey[], now: Instant): Promise<void> => {
  const messages = persons.map((person) => erasureMessage(person, now));
  const left = await sendMessages(deps, messages);
  if (left.length === 0) return;
  throw new Error(`Cannot ask for ${left.length} of ${persons.length} erasures: the queue says ${left[0]?.code}`);
};
