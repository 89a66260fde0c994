import type { Emulator } from './emulator.ts';

/** What a local AWS takes for a signature: it looks at the service and the region alone. */
const unsigned =
  'AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=none';

/**
 * Calls the canary of a deployment on a local AWS, and waits for its answer.
 *
 * @param name - that of the function.
 * @returns the answer as JSON: a report, or an object with `errorMessage`.
 */
export const callCanary = async (
  { environment }: Emulator,
  name: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const url = `${environment['AWS_ENDPOINT_URL']}/2015-03-31/functions/${name}/invocations`;
  const response = await fetch(url, { method: 'POST', body: '{}', headers: { authorization: unsigned } });
  return (await response.json()) as Readonly<Record<string, unknown>>;
};
