import { createHmac, hash } from 'node:crypto';
import type { Credentials } from '#lib/tools/consume/missing/sign-request.ts';

/** The host that the gateway has, which the server behind it is told of. */
export const gatewayHeader = 'x-gateway-host';

/** What is signed beside the request line: the host, the instant and the session. */
const names = ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const written = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Of every service but S3, the path is encoded once more than it stands in the request. */
const canonical = ({ url }: Request, valueOf: (name: string) => string): string => {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.split('/').map(written).join('/');
  const query = [...searchParams].map((pair) => pair.map(written).join('='));
  const headers = names.map((name) => `${name}:${valueOf(name)}`);
  return ['GET', path, query.toSorted().join('&'), ...headers, '', names.join(';'), hash('sha256', '')].join('\n');
};

/**
 * Whether a GET is signed by the credentials of a session, by the steps of "Create a signed AWS API request" of the IAM User Guide.
 */
export const isSignedBy = (credentials: Required<Credentials>, region: string, request: Request): boolean => {
  const valueOf = (name: string) => request.headers.get(name === 'host' ? gatewayHeader : name) ?? '';
  const at = valueOf('x-amz-date');
  const scope = [at.slice(0, 8), region, 'execute-api', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', at, scope.join('/'), hash('sha256', canonical(request, valueOf))].join('\n');
  const key = scope.reduce<string | Buffer>(keyed, `AWS4${credentials.secretAccessKey}`);
  const expected = [
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.join('/')}`,
    `SignedHeaders=${names.join(';')}`,
    `Signature=${keyed(key, toSign).toString('hex')}`,
  ];
  return (
    valueOf('authorization') === expected.join(', ') && valueOf('x-amz-security-token') === credentials.sessionToken
  );
};
