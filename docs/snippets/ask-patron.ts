import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

const signer = new SignatureV4({
  service: 'execute-api',
  region: process.env['AWS_REGION'] ?? 'eu-west-1',
  credentials: defaultProvider(),
  sha256: Sha256,
});

/** Asks `ApiIamUrl` for a path such as `/v1/people/cust-42/changes?after=0`, as the role that the program has. */
export const askPatron = async (apiIamUrl: string, path: string): Promise<unknown> => {
  const url = new URL(path, apiIamUrl);
  const { headers } = await signer.sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host },
  });
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`Cannot ask Patron for ${path}: ${response.status} ${await response.text()}`);
  return response.json();
};
