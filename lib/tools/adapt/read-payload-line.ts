import { isRecord } from '#events/is-record.ts';
import type { Headers } from '#lib/core/adapters/adapters.ts';

/** A line of a file of payloads. */
export interface PayloadLine {
  readonly payload: unknown;
  readonly headers: Headers;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isTexts = (values: Readonly<Record<string, unknown>>): values is Headers =>
  Object.values(values).every((value) => typeof value === 'string');

/** Reads a line of `{"payload", "headers"?}`; a text says what is wrong with it. */
export const readPayloadLine = (text: string): PayloadLine | string => {
  const line = parsed(text);
  if (!isRecord(line)) return 'not a JSON object';
  const { payload, headers = {} } = line;
  if (payload === undefined) return 'no payload: a line is {"payload": …, "headers": …}';
  if (!isRecord(headers) || !isTexts(headers)) return 'headers are not an object of texts';
  return { payload, headers };
};
