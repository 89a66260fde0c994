import type { Emulator } from './emulator.ts';

/** What a local AWS takes for a signature: it looks at the service and the region alone. */
const unsigned =
  'AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=none';

/**
 * Calls a function of a deployment on a local AWS, such as the canary, and waits for its answer.
 *
 * @returns the answer as JSON: what the function returns, or an object with `errorMessage`.
 */
export const callFunction = async ({ environment }: Emulator, name: string): Promise<unknown> => {
  const url = `${environment['AWS_ENDPOINT_URL']}/2015-03-31/functions/${name}/invocations`;
  const response = await fetch(url, { method: 'POST', body: '{}', headers: { authorization: unsigned } });
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
};
