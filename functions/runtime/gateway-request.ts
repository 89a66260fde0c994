import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

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

/** An answer as API Gateway takes it. */
export const resultOf = async (response: Response): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});
