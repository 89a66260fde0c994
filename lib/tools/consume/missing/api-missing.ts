import { isRecord } from '#events/is-record.ts';
import { backoff, type RetryDeps } from '#lib/ports/backoff.ts';
import type { ConsumerOptions } from '../options.ts';
import type { RecordedChange } from '../segment-change.ts';
import { knownAddress, type ApiAddress } from './api-address.ts';
import { requestSigner, type Signing } from './sign-request.ts';

/** Which API is asked, and as whom. */
export interface ApiMissingOptions extends ApiAddress, Pick<Signing, 'credentials'> {}

/** What asking takes from outside. */
export interface AskDeps extends RetryDeps, Pick<Signing, 'now'> {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** The region of the surroundings. */
  readonly region: string | undefined;
}

/** A page of changes, as `GET /v1/people/{id}/changes` answers. */
interface Page {
  readonly items: readonly RecordedChange[];
  /** Up to where the page goes. */
  readonly last: number;
}

const none = (after: number): Page => ({ items: [], last: after });

/** In milliseconds. Four attempts end before a function of 10 seconds does. */
const patience = 5_000;
const attempts = 4;
const pauses = { first: 200, longest: 1_600 };

const mayPass = (status: number): boolean => status === 429 || status >= 500;

const jsonOf = async (response: Response): Promise<Readonly<Record<string, unknown>>> => {
  const json: unknown = await response.json().catch(() => undefined);
  return isRecord(json) ? json : {};
};

const isPage = (json: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(json['items']) && Number.isSafeInteger(json['last']);

/** The words name no person, so that they can be logged. */
const refusal = (status: number, { message = '' }: Readonly<Record<string, unknown>>, id: string): Error =>
  new Error(
    `Cannot ask the API for changes: it answered ${status}, ${String(message).replaceAll(id, 'ID') || 'no page'}`,
  );

/** Makes what asks an API for the changes of a person, as `missing` does. Throws as `knownAddress` does. */
export const missingFromApi = (
  { credentials, ...address }: ApiMissingOptions,
  deps: AskDeps,
): NonNullable<ConsumerOptions['missing']> => {
  const { base, region } = knownAddress(address, deps.region);
  const headersOf = region === undefined ? async () => ({}) : requestSigner({ region, credentials, now: deps.now });

  const ask = async (url: URL): Promise<Response> => {
    for (let failed = 1; ; failed += 1) {
      const init = {
        headers: await headersOf(url),
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      } as const;
      const response = await deps.fetch(url, init);
      if (!mayPass(response.status) || failed === attempts) return response;
      await response.body?.cancel();
      await deps.sleep(backoff(failed, { ...pauses, random: deps.random }));
    }
  };

  const pageOf = async (id: string, after: number): Promise<Page> => {
    const response = await ask(new URL(`v1/people/${encodeURIComponent(id)}/changes?after=${after}`, base));
    const json = await jsonOf(response);
    if (response.status === 410 && json['error'] === 'erased') return none(after);
    if (response.status !== 200 || !isPage(json)) throw refusal(response.status, json, id);
    return json as unknown as Page;
  };

  return async (id, after) => {
    let page = await pageOf(id, after);
    // A page may hold nothing but changes of segments that the caller may not see: what comes behind it may be told.
    for (let from = after; page.items.length === 0 && page.last > from; page = await pageOf(id, from)) from = page.last;
    return page.items;
  };
};
