/** Gives the headers by which a deployment knows who asks. */
export type Authorize = (
  url: URL,
  asked: { readonly method: string; readonly body: string | undefined },
) => Promise<Readonly<Record<string, string>>>;

/** Where calls go. */
export interface Forwarding {
  /** The API's base, with a slash at its end. */
  readonly base: URL;
  readonly authorize: Authorize;
  /** Whether a request comes from the page that this server showed. */
  readonly isKnown: (request: Request) => boolean;
}

/** What of an answer is for the caller; connections, lengths and packings are between the servers. */
const passedOn = ['content-type', 'location', 'retry-after'];

const problem = (status: number, error: string, message: string): Response =>
  Response.json({ error, message }, { status, headers: { 'cache-control': 'no-store' } });

const answerOf = async (response: Response): Promise<Response> => {
  const kept = passedOn.flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const headers = { ...Object.fromEntries(kept), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return new Response(await response.arrayBuffer(), { status: response.status, headers });
};

const reasonOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);

/** What is sent of a call: what it asks, and who asks by what the deployment knows. */
const sentOf = async (request: Request, url: URL, authorize: Authorize): Promise<RequestInit> => {
  const { method } = request;
  const accept = 'application/json';
  if (method === 'GET' || method === 'HEAD')
    return { method, headers: { ...(await authorize(url, { method, body: undefined })), accept } };
  const body = await request.text();
  return { method, body, headers: { ...(await authorize(url, { method, body })), accept, 'content-type': accept } };
};

/**
 * Hands calls below `/v1` on to a deployment's API, so that a page of this machine can ask it: a browser asks no other origin.
 * The token of the page stays here; the deployment is given what `authorize` says.
 */
export const forwardApi =
  ({ base, authorize, isKnown }: Forwarding) =>
  async (request: Request): Promise<Response> => {
    if (!isKnown(request)) return problem(401, 'unauthenticated', 'Cannot answer without the token that was printed');
    const { pathname, search } = new URL(request.url);
    const url = new URL(pathname.slice(1) + search, base);
    try {
      return await answerOf(await fetch(url, { ...(await sentOf(request, url, authorize)), redirect: 'manual' }));
    } catch (error) {
      return problem(502, 'internal', `Cannot reach ${base.origin}: ${reasonOf(error)}`);
    }
  };
