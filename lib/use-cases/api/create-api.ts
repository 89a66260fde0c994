import { Hono, type Context } from 'hono';
import { personOfPublicId } from '#lib/core/profile/person.ts';
import { auditLines } from './access/audit.ts';
import type { Caller } from './access/caller.ts';
import type { Answer, ApiDeps } from './api-deps.ts';
import { ApiError, statusOf } from './api-error.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

/** What every answer says of itself: nobody keeps it, and nobody takes it for anything but JSON. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'content-type': 'application/json',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The API: takes requests as the web has them, on whatever server. */
export interface Api {
  /** @param surroundings - what the server hands on beside the request, for `callerOf`. */
  readonly fetch: (request: Request, surroundings?: object) => Promise<Response>;
}

/** What Hono calls the environment of a request. */
interface Surrounded {
  readonly Bindings: object;
}

const unauthenticated = (): ApiError =>
  new ApiError('unauthenticated', 'Cannot answer a stranger: send Authorization: Bearer TOKEN, or sign the request');

const internal = new ApiError('internal', 'Cannot answer the request: something is wrong here, and the log says what');

/** What the caller is told of an error. */
const answerTo = (error: unknown, { failed }: ApiDeps): Answer => {
  if (!(error instanceof ApiError)) failed(error);
  const known = error instanceof ApiError ? error : internal;
  return { status: statusOf[known.code], json: known.json };
};

const responseOf = ({ status = 200, json, location }: Answer): Response =>
  new Response(json === undefined ? null : JSON.stringify(json), {
    status,
    headers: {
      ...headers,
      ...(location !== undefined && { location }),
      ...(status === statusOf.unauthenticated && { 'www-authenticate': 'Bearer' }),
    },
  });

/** Answers a request of somebody known, and tells the audit of whom it was about. */
const audited = async (deps: ApiDeps, route: Route, { request, caller, params }: Asked): Promise<Answer> => {
  const named = personOfPublicId(params['id'] ?? '');
  const people = new Set(named === undefined ? [] : [named]);
  const ask = { caller, params, now: deps.now(request), people };
  const answer = await route.answer(deps, request, ask).catch((error: unknown) => answerTo(error, deps));
  const asked = { caller: caller.name, route: `${route.method} ${route.path}`, status: answer.status ?? 200 };
  for (const line of auditLines(asked, people)) deps.audit(line);
  return answer;
};

interface Asked {
  readonly request: Request;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
}

/** `/v1/people/{id}` as `/v1/people/:id` */
const patternOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/**
 * Makes the API of its routes: who asks is established first, then whether they may, then what they ask for. It holds nothing but
 * what `deps` hold, and throws nothing.
 */
export const createApi = (deps: ApiDeps): Api => {
  const app = new Hono<Surrounded>();
  const callerOf = ({ req, env }: Context<Surrounded>): Caller => {
    const caller = deps.callerOf(req.raw, env);
    if (caller === undefined) throw unauthenticated();
    return caller;
  };
  for (const route of routes) {
    app.on(route.method, patternOf(route.path), async (context) => {
      const asked = { request: context.req.raw, caller: callerOf(context), params: context.req.param() };
      return responseOf(await audited(deps, route, asked));
    });
  }
  app.notFound((context) => {
    const { method, path } = context.req;
    callerOf(context);
    throw new ApiError('not-found', `Cannot find ${method} ${path}: GET /v1/openapi.json lists every route`);
  });
  app.onError((error) => responseOf(answerTo(error, deps)));
  return { fetch: async (request, surroundings) => app.fetch(request, surroundings) };
};
