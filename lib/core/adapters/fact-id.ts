import { hash } from 'node:crypto';

const form = /^[A-Za-z0-9._:-]{1,64}$/;

/** The first characters of a digest: enough to tell a few tellings of one fact apart. */
const shortDigest = 10;

/**
 * An id made of the source's own ids: `shopify.order:450789469`. Where they have characters or a length that an `eventId`
 * cannot have, a digest stands in their place.
 *
 * @param kind - a word of at most 20 characters, with further ids behind a colon where it is itself such an id.
 */
export const factId = (kind: string, ...ids: readonly (string | number)[]): string => {
  const readable = [kind, ...ids].join(':');
  if (form.test(readable)) return readable;
  return `${kind.split(':', 1)[0]}:${hash('sha256', JSON.stringify([kind, ...ids]), 'base64url')}`;
};

/** A digest of a JSON value, in 10 characters that an id can have. */
export const digestOf = (value: unknown): string =>
  hash('sha256', JSON.stringify(value), 'base64url').slice(0, shortDigest);
