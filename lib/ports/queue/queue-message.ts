import { isRecord } from '#events/is-record.ts';
import { isPersonKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { QuarantineKey } from '../store/customer-store.ts';

/** An event as a rule put it into the queue, or as it was forwarded. */
export interface EntryMessage {
  readonly kind: 'entry';
  /** Unique to the entry that the producer sent; forwarding keeps it. */
  readonly id: string;
  /** Undefined for a message that is not JSON. */
  readonly entry: unknown;
  /** The entry's own text, if known: quarantine keeps it unchanged. */
  readonly text?: string | undefined;
  /** When the queue first received it. */
  readonly arrivedAt: Instant;
  /** The customer to whom a linked visitor's event was forwarded; by default the event's own ids name the person. */
  readonly to?: PersonKey | undefined;
  /** Whether it was refused before, and stays in quarantine until it is applied. */
  readonly redriven?: boolean | undefined;
}

/** A reminder that a person is due. */
export interface TickMessage {
  readonly kind: 'tick';
  readonly id: string;
  readonly person: PersonKey;
  /** When the person is due, as the store listed it; missing where only the catalogue asks for the tick. */
  readonly dueAt?: Instant | undefined;
  readonly arrivedAt: Instant;
}

/** A refused entry to process again. The message only names it: quarantine keeps it whole until it is applied. */
export interface RedriveMessage {
  readonly kind: 'redrive';
  readonly id: string;
  readonly key: QuarantineKey;
  readonly arrivedAt: Instant;
}

/** Stands in the slow queue behind all that was diverted of a person; once it is received, their detour is over. */
export interface FenceMessage {
  readonly kind: 'fence';
  readonly id: string;
  readonly person: PersonKey;
  /** The `closing` of the detour that it ends. */
  readonly fence: string;
  readonly arrivedAt: Instant;
}

/**
 * A message of a queue. Its body is an EventBridge entry, a forwarded entry, a tick, the name of a refused entry, or a
 * fence.
 */
export type QueueMessage = EntryMessage | TickMessage | RedriveMessage | FenceMessage;

/** The body of a tick. */
interface TickBody {
  readonly tick: PersonKey;
  readonly dueAt?: Instant | undefined;
}

/** The body of a message that names a refused entry. */
interface RedriveBody {
  readonly redrive: string;
  readonly of: PersonKey | null;
}

/** The body of a fence. */
interface FenceBody {
  readonly fence: string;
  readonly of: PersonKey;
}

/** The body of a forwarded entry. */
interface ForwardedBody {
  readonly forwarded: unknown;
  readonly arrivedAt: Instant;
  readonly to: PersonKey;
  /** The id of the message that first brought the entry. */
  readonly id: string;
  readonly redriven?: boolean | undefined;
}

/** The JSON of a tick. */
export const tickText = (tick: Pick<TickMessage, 'person' | 'dueAt'>): string =>
  JSON.stringify({ tick: tick.person, dueAt: tick.dueAt } satisfies TickBody);

/** The JSON of a message that names a refused entry. */
export const redriveText = ({ id, person: whose }: QuarantineKey): string =>
  JSON.stringify({ redrive: id, of: whose ?? null } satisfies RedriveBody);

/** The JSON of a fence. */
export const fenceText = ({ person, fence }: Pick<FenceMessage, 'person' | 'fence'>): string =>
  JSON.stringify({ fence, of: person } satisfies FenceBody);

/** The JSON of an entry that is forwarded into its customer's group. */
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

/** The data that the queue keeps beside the body of a message. */
export interface Envelope {
  readonly id: string;
  readonly arrivedAt: Instant;
}

// Checked by hand, since each function that sends one of these would otherwise load a schema library for it.
type Body = Readonly<Record<string, unknown>>;

const isTick = (body: Body): body is Body & TickBody =>
  isPersonKey(body['tick']) && (body['dueAt'] === undefined || Number.isSafeInteger(body['dueAt']));

const isRedrive = (body: Body): body is Body & RedriveBody =>
  typeof body['redrive'] === 'string' && (body['of'] === null || isPersonKey(body['of']));

const isFence = (body: Body): body is Body & FenceBody => typeof body['fence'] === 'string' && isPersonKey(body['of']);

const isForwarded = (body: Body): body is Body & ForwardedBody =>
  Object.hasOwn(body, 'forwarded') &&
  Number.isSafeInteger(body['arrivedAt']) &&
  isPersonKey(body['to']) &&
  typeof body['id'] === 'string' &&
  (body['redriven'] === undefined || typeof body['redriven'] === 'boolean');

/** Reads a message of the intake queue. It never throws: text that is not JSON is kept, and refused as an entry later. */
export const readMessage = (text: string, envelope: Envelope): QueueMessage => {
  const message = readEntry(text, envelope);
  const body = message.entry;
  if (!isRecord(body)) return message;
  if (isTick(body)) return { ...envelope, kind: 'tick', person: body.tick, dueAt: body.dueAt };
  if (isRedrive(body)) {
    return { ...envelope, kind: 'redrive', key: { id: body.redrive, person: body.of ?? undefined } };
  }
  if (isFence(body)) return { ...envelope, kind: 'fence', person: body.of, fence: body.fence };
  if (!isForwarded(body)) return message;
  const { forwarded: entry, arrivedAt, to, id, redriven } = body;
  return { kind: 'entry', entry, arrivedAt, to, id, ...(redriven !== undefined && { redriven }) };
};

/** Reads a message that can only be an entry, as the rules put it into a queue. It never throws. */
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
