import { isRecord } from '#events/is-record.ts';
import { ServiceError, validationError } from './service-error.ts';

/** The most entries of a call, and the most bytes of all of them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html. */
const mostEntries = 10;
const mostBytes = 2 ** 20;

/** What `Time` counts as, whatever its form. */
const timeBytes = 14;

const textFields = ['EventBusName', 'Source', 'DetailType', 'Detail', 'TraceHeader'] as const;

/** An entry as its producer gave it; nothing is checked but the kinds of its values. */
export type GivenEntry = { readonly [Field in (typeof textFields)[number]]?: string } & {
  readonly Resources?: readonly string[];
  /** Seconds since 1970. The bus passes it on; Patron decides by when an entry arrived. */
  readonly Time?: number;
};

const serializationError = (message: string): ServiceError => new ServiceError('SerializationException', message);

const isText = (value: unknown): boolean => typeof value === 'string';

/** The kinds of the fields, in words and as a test. */
const kinds: Readonly<Record<string, { readonly kind: string; readonly holds: (value: unknown) => boolean }>> = {
  ...Object.fromEntries(textFields.map((field) => [field, { kind: 'a text', holds: isText }])),
  Time: { kind: 'a number of seconds', holds: (value) => typeof value === 'number' },
  Resources: { kind: 'a list of texts', holds: (value) => Array.isArray(value) && value.every(isText) },
};

/** Services of AWS take a null for a field that is not there. */
const givenFields = (entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));

const readEntry = (value: unknown, index: number): GivenEntry => {
  if (!isRecord(value)) throw serializationError(`Cannot read Entries[${index}] as an object`);
  const entry = givenFields(value);
  for (const [field, { kind, holds }] of Object.entries(kinds)) {
    if (entry[field] !== undefined && !holds(entry[field]))
      throw serializationError(`Cannot read Entries[${index}].${field} as ${kind}`);
  }
  return entry;
};

const bytesOf = (text: string | undefined): number => Buffer.byteLength(text ?? '');

/** As EventBridge counts an entry: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-event-size. */
const entryBytes = ({ Time, Source, DetailType, Detail, Resources = [] }: GivenEntry): number =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + bytesOf(text),
    Time === undefined ? 0 : timeBytes,
  );

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw serializationError(`Cannot read the body as JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
};

const entriesIn = (request: unknown): readonly unknown[] => {
  if (!isRecord(request)) throw serializationError('Cannot read the body as an object');
  const { Entries: entries } = request;
  if (entries === undefined || entries === null)
    throw validationError("Value null at 'entries' failed to satisfy constraint: Member must not be null");
  if (!Array.isArray(entries)) throw serializationError('Cannot read Entries as a list');
  const bounds = {
    'greater than or equal to 1': entries.length >= 1,
    [`less than or equal to ${mostEntries}`]: entries.length <= mostEntries,
  };
  for (const [bound, holds] of Object.entries(bounds)) {
    if (!holds)
      throw validationError(
        `Value at 'entries' failed to satisfy constraint: Member must have length ${bound}, current length is ${entries.length}`,
      );
  }
  return entries;
};

/**
 * Reads the body of a call of PutEvents.
 *
 * @throws {ServiceError} for what EventBridge refuses as a whole: a body that has not the form, no entries or more than ten, and
 * entries of more than 1 MB together.
 */
export const readRequest = (body: string): readonly GivenEntry[] => {
  const entries = entriesIn(parsed(body)).map(readEntry);
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes <= mostBytes) return entries;
  throw new ServiceError(
    'ValidationException',
    `Total size of the entries in the request is over the limit: it must be at most ${mostBytes} bytes, current value is ${bytes}`,
  );
};
