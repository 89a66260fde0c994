const prefix = 'whsec_';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** The bytes that a secret may have, by https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md. */
const bytes = { fewest: 24, most: 64 };

/**
 * The key of a secret of Standard Webhooks, which is written as `whsec_` (or nothing) and base64.
 *
 * @throws {RangeError} for anything else. The message does not hold the secret.
 */
export const keyOf = (secret: string): Buffer => {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  const key = Buffer.from(text, 'base64');
  if (base64.test(text) && key.length >= bytes.fewest && key.length <= bytes.most) return key;
  const is = base64.test(text) ? `${key.length} bytes` : 'not base64';
  throw new RangeError(
    `Cannot sign with a secret as one of Standard Webhooks (\`whsec_\` and base64 of ${bytes.fewest} to ${bytes.most} bytes): current value is ${is}`,
  );
};
