import * as z from 'zod/mini';
import type { PersonKey } from '../person.ts';
import type { QuarantineKey } from '../store/customer-store.ts';
import type { Instant } from '../time/instant.ts';

/** An event as the rule, or a forward, put it into the queue. */
export interface EntryMessage {
  readonly kind: 'entry';
  /** Unique to what the producer sent; a forward keeps it. */
  readonly id: string;
  /** Undefined for a message that is no JSON. */
  readonly entry: unknown;
  /** The entry's own text, where it is at hand: quarantine keeps it as it is. */
  readonly text?: string | undefined;
  /** When the queue first took it. */
  readonly arrivedAt: Instant;
  /** The customer of a linked visitor's event that was sent on; by default the event's own ids tell whose it is. */
  readonly to?: PersonKey | undefined;
  /** Whether it was refused before, and is kept in quarantine until it is applied. */
  readonly redriven?: boolean | undefined;
}

/** A reminder that a person is due. */
export interface TickMessage {
  readonly kind: 'tick';
  readonly id: string;
  readonly person: PersonKey;
  /** The instant under which the store listed the person as due; missing where nothing but the catalogue asks for the tick. */
  readonly dueAt?: Instant | undefined;
  readonly arrivedAt: Instant;
}

/** A refused entry that is to be taken again. The message only names it: quarantine has it whole, until it is applied. */
export interface RedriveMessage {
  readonly kind: 'redrive';
  readonly id: string;
  readonly key: QuarantineKey;
  readonly arrivedAt: Instant;
}

/** All that the queue carries, by its body: a plain EventBridge entry, one that was sent on, a tick, the name of a refused one. */
export type QueueMessage = EntryMessage | TickMessage | RedriveMessage;

const person = z.custom<PersonKey>(
  (value) => typeof value === 'string' && /^[CA]#[A-Za-z0-9._:@+-]{1,64}$/.test(value),
);

const forwardedBody = z.object({
  forwarded: z.unknown(),
  arrivedAt: z.int(),
  to: person,
  /** Of the message that first brought the entry. */
  id: z.string(),
  redriven: z.optional(z.boolean()),
});

const redriveBody = z.object({ redrive: z.string(), of: z.nullable(person) });

const tickBody = z.object({ tick: person, dueAt: z.optional(z.int()) });

/** The JSON of a tick. */
export const tickText = (tick: Pick<TickMessage, 'person' | 'dueAt'>): string =>
  JSON.stringify({ tick: tick.person, dueAt: tick.dueAt } satisfies z.infer<typeof tickBody>);

/** The JSON of a message that has a refused entry taken again. */
export const redriveText = ({ id, person: whose }: QuarantineKey): string =>
  JSON.stringify({ redrive: id, of: whose ?? null } satisfies z.infer<typeof redriveBody>);

/** The JSON of an entry that is sent on into its customer's group. */
export const forwardText = (
  to: PersonKey,
  { id, entry, arrivedAt, redriven }: Pick<EntryMessage, 'id' | 'entry' | 'arrivedAt' | 'redriven'>,
) =>
  JSON.stringify({
    forwarded: entry,
    arrivedAt,
    to,
    id,
    ...(redriven && { redriven }),
  } satisfies z.infer<typeof forwardedBody>);

/** What the queue says of a message besides its body. */
export interface Envelope {
  readonly id: string;
  readonly arrivedAt: Instant;
}

/** Reads a message of the intake queue. It never throws: what is no JSON keeps its text, and is refused like any entry that does not fit. */
export const readMessage = (body: string, envelope: Envelope): QueueMessage => {
  const message = readEntry(body, envelope);
  const tick = tickBody.safeParse(message.entry);
  if (tick.success) return { ...envelope, kind: 'tick', person: tick.data.tick, dueAt: tick.data.dueAt };
  const redrive = redriveBody.safeParse(message.entry);
  if (redrive.success) {
    return { ...envelope, kind: 'redrive', key: { id: redrive.data.redrive, person: redrive.data.of ?? undefined } };
  }
  const sentOn = forwardedBody.safeParse(message.entry);
  if (!sentOn.success) return message;
  const { forwarded: entry, ...origin } = sentOn.data;
  return { kind: 'entry', entry, ...origin };
};

/** Reads a message that can only be an entry, as a rule puts it into a queue. It never throws. */
export const readEntry = (body: string, { id, arrivedAt }: Envelope): EntryMessage => ({
  kind: 'entry',
  id,
  entry: parseJson(body),
  text: body,
  arrivedAt,
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
