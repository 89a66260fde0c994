import type { Accepted } from '#events/accept-entry.ts';
import type { IncomingEvent } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import { ledgerId } from '#lib/ports/store/customer-store.ts';
import { acceptedOf, type Planned } from './entry.ts';
import type { SimulatedQueue } from './simulated-queue.ts';
import type { Taken } from './simulated-shards.ts';

/** One entry as it was sent, with every arrival that the queue gave it. */
export interface Copy {
  /** The entry's own id on the bus. */
  readonly id: string;
  readonly accepted: Accepted | undefined;
  /** By its own ids. */
  readonly person: PersonKey | undefined;
  /** `ledgerId` of the event, where it is one. */
  readonly key: string | undefined;
  readonly arrivals: readonly number[];
  /** With each arrival, the place of its message among all that were taken. */
  readonly places: readonly number[];
  readonly mark: string;
}

/** A message with its place among all that were taken. */
interface TakenAt extends Taken {
  readonly place: number;
}

const copyOf = ({ entry }: Planned, messages: readonly TakenAt[]): Copy => {
  const accepted = acceptedOf(entry);
  const { customerId, anonymousId, eventId, custom } = entry.detail;
  const ids = { ...(customerId !== undefined && { customerId }), ...(anonymousId !== undefined && { anonymousId }) };
  const person = personOf(ids as { customerId?: string; anonymousId?: string });
  return {
    id: entry.id,
    accepted,
    person,
    key: accepted && ledgerId({ person, eventId: String(eventId) }),
    arrivals: messages.map(({ arrivedAt }) => arrivedAt),
    places: messages.map(({ place }) => place),
    mark: isRecord(custom) ? String(custom['mark']) : '',
  };
};

/** The id of the entry that a message brings by itself, or by naming the message that first brought it. */
const entryIdOf = (messages: ReadonlyMap<string, TakenAt>, { body }: TakenAt): string | undefined => {
  const { id, redrive } = JSON.parse(body);
  const first = redrive === undefined ? undefined : messages.get(redrive);
  return first === undefined ? id : entryIdOf(messages, first);
};

/** What was sent in, entry by entry. */
export const copiesOf = (workload: readonly Planned[], { taken }: SimulatedQueue): readonly Copy[] => {
  const placed = taken.map((message, place) => ({ ...message, place }));
  const messages = new Map(placed.map((message) => [message.id, message]));
  // A tick brings nothing, and what was sent on keeps the arrival that it had.
  const bringing = placed.filter(({ body }) => !body.startsWith('{"tick"') && !body.startsWith('{"forwarded"'));
  const arrivals = Map.groupBy(bringing, (message) => entryIdOf(messages, message));
  return workload.map((planned) => copyOf(planned, arrivals.get(planned.entry.id) ?? []));
};

const farthestFutureMs = 5 * 60_000;

/** Whether an event with this arrival says that it happens too far in the future. */
export const isFuture = ({ detail }: IncomingEvent, arrivedAt: number): boolean =>
  Date.parse(detail.occurredAt) - arrivedAt > farthestFutureMs;
