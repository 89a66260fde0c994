import { presentAccess } from '../access/present-access.ts';
import { lookedAt } from './as-of.ts';
import { ApiFailure, failureOf } from './failure.ts';

/** What is asked beside the path. */
export interface Asked {
  /** Sent as JSON by POST; without one it is a GET. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const headersOf = (token: string | undefined, asOf: string | undefined, isPost: boolean): HeadersInit => ({
  accept: 'application/json',
  ...(asOf !== undefined && { 'patron-as-of': asOf }),
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...(isPost && { 'content-type': 'application/json' }),
});

/**
 * Asks the API for a path such as `/v1/segments`.
 *
 * @throws {ApiFailure} for an answer that is an error, and where none comes.
 * @throws {DOMException} where `signal` ends the call.
 */
export const call = async <Answer>(path: string, { body, signal }: Asked = {}): Promise<Answer> => {
  const isPost = body !== undefined;
  const access = presentAccess();
  const response = await fetch(path, {
    method: isPost ? 'POST' : 'GET',
    headers: headersOf(await access.token(), lookedAt(), isPost),
    cache: 'no-store',
    ...(isPost && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiFailure('unreachable', String(error));
  });
  if (response.status === 401) access.refused();
  if (!response.ok) throw await failureOf(response);
  return (await response.json()) as Answer;
};

/** A path with an id or a key in it, encoded: `` path`/v1/people/${id}` ``. */
export const path = (parts: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(value)));

/** A path with a query; what is undefined or empty is left out. */
export const withQuery = (base: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? base : `${base}?${new URLSearchParams(asked).toString()}`;
};
