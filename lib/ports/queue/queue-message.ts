import { isRecord } from '#events/is-record.ts';
import { isPersonKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { QuarantineKey } from '../store/customer-store.ts';

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

/** The body of a tick. */
interface TickBody {
  readonly tick: PersonKey;
  readonly dueAt?: Instant | undefined;
}

interface RedriveBody {
  readonly redrive: string;
  readonly of: PersonKey | null;
}

interface ForwardedBody {
  readonly forwarded: unknown;
  readonly arrivedAt: Instant;
  readonly to: PersonKey;
  /** Of the message that first brought the entry. */
  readonly id: string;
  readonly redriven?: boolean | undefined;
}

/** The JSON of a tick. */
export const tickText = (tick: Pick<TickMessage, 'person' | 'dueAt'>): string =>
  JSON.stringify({ tick: tick.person, dueAt: tick.dueAt } satisfies TickBody);

/** The JSON of a message that has a refused entry taken again. */
export const redriveText = ({ id, person: whose }: QuarantineKey): string =>
  JSON.stringify({ redrive: id, of: whose ?? null } satisfies RedriveBody);

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
  } satisfies ForwardedBody);

/** What the queue says of a message besides its body. */
export interface Envelope {
  readonly id: string;
  readonly arrivedAt: Instant;
}

// Plain code: each function that sends one of these would carry a schema library for it.
type Body = Readonly<Record<string, unknown>>;

const isTick = (body: Body): body is Body & TickBody =>
  isPersonKey(body['tick']) && (body['dueAt'] === undefined || Number.isSafeInteger(body['dueAt']));

const isRedrive = (body: Body): body is Body & RedriveBody =>
  typeof body['redrive'] === 'string' && (body['of'] === null || isPersonKey(body['of']));

const isForwarded = (body: Body): body is Body & ForwardedBody =>
  Object.hasOwn(body, 'forwarded') &&
  Number.isSafeInteger(body['arrivedAt']) &&
  isPersonKey(body['to']) &&
  typeof body['id'] === 'string' &&
  (body['redriven'] === undefined || typeof body['redriven'] === 'boolean');

/** Reads a message of the intake queue. It never throws: what is no JSON keeps its text, and is refused like any entry that does not fit. */
export const readMessage = (text: string, envelope: Envelope): QueueMessage => {
  const message = readEntry(text, envelope);
  const body = message.entry;
  if (!isRecord(body)) return message;
  if (isTick(body)) return { ...envelope, kind: 'tick', person: body.tick, dueAt: body.dueAt };
  if (isRedrive(body)) {
    return { ...envelope, kind: 'redrive', key: { id: body.redrive, person: body.of ?? undefined } };
  }
  if (!isForwarded(body)) return message;
  const { forwarded: entry, arrivedAt, to, id, redriven } = body;
  return { kind: 'entry', entry, arrivedAt, to, id, ...(redriven !== undefined && { redriven }) };
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
