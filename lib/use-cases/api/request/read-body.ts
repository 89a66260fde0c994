import * as z from 'zod/mini';
import { firstFault } from '#events/fault.ts';
import { groupOf } from '#events/forms/group.ts';
import { isRecord } from '#events/is-record.ts';
import { printedValue } from '#events/printed-value.ts';
import { ApiError } from '../api-error.ts';
import { unknownName } from './read-query.ts';

/** The most bytes that a body may have: a condition takes a few thousand. */
export const largestBody = 1 << 18;

const tooLarge = (): ApiError =>
  new ApiError('bad-request', `Cannot take the body as JSON of at most ${largestBody} bytes: current value is longer`);

/** So many bytes beyond the limit are thrown away, so that who sent them can read the answer: then the connection is closed. */
const mostDiscarded = 1 << 24;

/** Whoever goes away before all has come is told nothing any more, and it is no failure of the server's. */
async function* partsOf(body: NonNullable<Request['body']>): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new ApiError('bad-request', 'Cannot take the body as a whole one: it has broken off');
  }
}

/** Reads a body, of which no more is kept than its limit. */
const textOf = async ({ body }: Request): Promise<string> => {
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of partsOf(body)) {
    length += part.length;
    if (length <= largestBody) parts.push(part);
    if (length > mostDiscarded) break;
  }
  if (length > largestBody) throw tooLarge();
  return new TextDecoder().decode(Buffer.concat(parts));
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('bad-request', `Cannot take the body as JSON: current value is ${printedValue(text)}`);
  }
};

/**
 * Reads the body of a request.
 *
 * @throws {ApiError} for a body that is too large, is no JSON, has a field that is unknown, or does not fit its schema.
 */
export const readBody = async <Schema extends z.ZodMiniType>(
  schema: Schema,
  request: Request,
): Promise<z.output<Schema>> => {
  const json = parsed(await textOf(request));
  const names = Object.keys(groupOf(schema)?.fields ?? {});
  const unknown = isRecord(json) ? Object.keys(json).find((name) => !names.includes(name)) : undefined;
  if (unknown !== undefined) throw new ApiError('bad-request', unknownName('field', unknown, names));
  const result = z.safeParse(schema, json);
  if (result.success) return result.data;
  const { field, rule, value } = firstFault(json, result.error);
  const where = field === 'detail' ? 'body' : field;
  throw new ApiError('bad-request', `${where} ${rule}, current value is ${printedValue(value)}`);
};
