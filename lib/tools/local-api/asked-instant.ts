import { instantRule } from '#events/forms/instant.ts';
import { printedValue } from '#events/printed-value.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { ApiError } from '#lib/use-cases/api/api-error.ts';

/** The header by which a request over a store says as of when it asks; now unless it says so. */
const asOfHeader = 'patron-as-of';

/** A store into which nothing has come for as long is looked at as of its end, unless its reader wants to see the present. */
const longAgo = 7 * day;

/**
 * The instant as of which a request asks.
 *
 * @throws {ApiError} for a header that is no instant, or one to come.
 */
export const askedInstant = (request: Request | undefined, now: Instant): Instant => {
  const text = request?.headers.get(asOfHeader) ?? undefined;
  if (text === undefined) return now;
  const asked = readInstant(text);
  if (asked === undefined)
    throw new ApiError('bad-request', `${asOfHeader} ${instantRule}, current value is ${printedValue(text)}`);
  if (asked > now)
    throw new ApiError(
      'bad-request',
      `${asOfHeader} must not be after ${formatInstant(now)}, current value is ${text}`,
    );
  return asked;
};

/** When the last of a store came, where that is long ago; undefined where it is not. */
export const endedAt = (store: EmbeddedStore, now: Instant): Instant | undefined => {
  const last = store.recent.at();
  return last !== undefined && now - last > longAgo ? last : undefined;
};
