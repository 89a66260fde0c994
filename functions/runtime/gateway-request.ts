import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ApiError, statusOf } from '#lib/use-cases/api/api-error.ts';
import { accepts } from '#lib/use-cases/api/request/accepts.ts';

/** What a path may hold as it stands: the characters of RFC 3986, and the sign of those that are encoded. */
const encoded = (path: string): string =>
  path.toWellFormed().replaceAll(/%(?![0-9A-Fa-f]{2})|[^\w\-.~!$&'()*+,;=:@/%]/gu, encodeURIComponent);

const headersOf = ({ headers }: APIGatewayProxyEventV2): Headers =>
  new Headers(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/**
 * The request that API Gateway hands to a function (payload format 2.0), as the web has it. A path is taken as it was sent, and as some
 * gateways decode it: no id has a character of which the two would differ.
 */
export const requestOf = (event: APIGatewayProxyEventV2): Request => {
  const { rawPath, rawQueryString, requestContext, body, isBase64Encoded } = event;
  const url = new URL(`https://${requestContext.domainName}${encoded(rawPath)}`);
  url.search = rawQueryString;
  const { method } = requestContext.http;
  const content = body === undefined || method === 'GET' || method === 'HEAD' ? null : body;
  return new Request(url, {
    method,
    headers: headersOf(event),
    body: content === null ? null : Buffer.from(content, isBase64Encoded ? 'base64' : 'utf8'),
  });
};

type Result = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };

/** An answer of as many bytes is packed for who takes that: on the way it is a tenth. */
const worthPacking = 2 ** 20;

/** A function of Lambda answers 6 MiB at most, as JSON in which the answer is a text; some of it is for the headers. */
const longestResult = 6 * 2 ** 20 - 2 ** 14;

const pack = promisify(gzip);

const packed = async ({ status, headers }: Response, body: string): Promise<Result> => ({
  statusCode: status,
  headers: { ...Object.fromEntries(headers), 'content-encoding': 'gzip', vary: 'accept-encoding' },
  body: (await pack(body)).toString('base64'),
  isBase64Encoded: true,
});

const unpacked = ({ status, headers }: Response, body: string): Result => ({
  statusCode: status,
  headers: Object.fromEntries(headers),
  body,
});

/** The body that is answered in place of one that Lambda would refuse. */
const tooLong = (bytes: number): string => {
  const rule = `at most ${longestResult} bytes as it stands: current value is ${bytes}`;
  return JSON.stringify(new ApiError('bad-request', `Cannot answer with ${rule}; send Accept-Encoding: gzip`).json);
};

/** An answer to a request as API Gateway takes it. A long one is packed where the caller takes gzip. */
export const resultOf = async (response: Response, request: Request): Promise<Result> => {
  const body = await response.text();
  if (Buffer.byteLength(body) < worthPacking) return unpacked(response, body);
  if (accepts(request.headers.get('accept-encoding') ?? '', 'gzip')) return packed(response, body);
  const bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes <= longestResult) return unpacked(response, body);
  return { ...unpacked(response, tooLong(bytes)), statusCode: statusOf['bad-request'] };
};
