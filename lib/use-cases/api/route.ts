import type * as z from 'zod/mini';
import { may, visibleSegments, type Guarded } from './access/may.ts';
import type { Answer, ApiDeps, Ask } from './api-deps.ts';
import { ApiError } from './api-error.ts';
import type { Parameters, ValuesOf } from './request/parameter.ts';
import { readBody } from './request/read-body.ts';
import { readQuery } from './request/read-query.ts';

/** The words and rules of a route, of which its documents are made. */
interface RouteData extends Guarded {
  readonly method: 'GET' | 'POST';
  /** Such as `/v1/people/{id}`. */
  readonly path: string;
  readonly query: Parameters;
  /** Undefined for a route that takes none. */
  readonly body: z.ZodMiniType | undefined;
}

/** One route of the API. */
export interface Route extends RouteData {
  /** Answers a request, in whose `visible` are the segments that the caller may see. */
  readonly answer: (deps: ApiDeps, request: Request, ask: Omit<Ask, 'visible'>) => Promise<Answer>;
}

/** A route as its file defines it: its handler takes the values of its own parameters and body. */
interface Definition<Query extends Parameters, Body extends z.ZodMiniType> extends Guarded {
  readonly method: RouteData['method'];
  readonly path: string;
  readonly query?: Query;
  readonly body?: Body;
  /** The segments that a request names, of which the caller must be allowed every one; none by default. */
  readonly asks?: (ask: Given<Query, Body>) => readonly string[];
  /** @throws {ApiError} for what cannot be answered. */
  readonly handle: (deps: ApiDeps, ask: Ask & Given<Query, Body>) => Promise<Answer>;
}

interface Given<Query extends Parameters, Body extends z.ZodMiniType> {
  readonly params: Ask['params'];
  readonly query: ValuesOf<Query>;
  readonly body: z.output<Body>;
}

/** The error for a caller who has not the role, or not the segments. */
const forbidden = ({ roles: needed }: Guarded, asked: readonly string[] = []): ApiError =>
  asked.length === 0
    ? new ApiError('forbidden', `Cannot answer this caller: the route is for ${needed.join(' and ')}`)
    : new ApiError('forbidden', `Cannot answer this caller about ${asked.join(', ')}: they are not all listed for it`);

/** Defines a route whose handler is given what its own parameters and body are read as. */
export const defineRoute = <const Query extends Parameters = {}, Body extends z.ZodMiniType = z.ZodMiniType>(
  definition: Definition<Query, Body>,
): Route => {
  const { method, path, roles, query = {} as Query, body } = definition;
  return {
    method,
    path,
    roles,
    query,
    body,
    answer: async (deps, request, ask) => {
      if (!may(ask.caller, definition)) throw forbidden(definition);
      const values = readQuery(query, new URL(request.url).searchParams);
      const read = (body && (await readBody(body, request))) as z.output<Body>;
      const given = { params: ask.params, query: values, body: read };
      const asked = definition.asks?.(given) ?? [];
      if (!may(ask.caller, definition, asked)) throw forbidden(definition, asked);
      return definition.handle(deps, { ...ask, ...given, visible: visibleSegments(ask.caller, definition) });
    },
  };
};
