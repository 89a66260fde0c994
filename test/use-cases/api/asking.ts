import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { ChangeLog } from '#lib/ports/store/change-log.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { AuditLine } from '#lib/use-cases/api/access/audit.ts';
import { rolesAmong, type Caller } from '#lib/use-cases/api/access/caller.ts';
import { rateLimitInMemory } from '#lib/use-cases/api/access/rate-limit.ts';
import type { ApiDeps, PutEntry } from '#lib/use-cases/api/api-deps.ts';
import { peopleInLatestPass } from '#lib/use-cases/api/console/people-in-pass.ts';
import * as consoleWords from '#lib/use-cases/console/console-words.ts';
import { foundByPass } from '#lib/use-cases/api/insight/finding.ts';
import { createApi } from '#lib/use-cases/api/create-api.ts';
import { sealedCursors } from '#lib/use-cases/api/request/cursor.ts';
import { drawnSample } from '#lib/use-cases/preview/drawn-sample.ts';
import { tryDraft } from '#lib/use-cases/preview/try-draft.ts';
import { localConsole } from '#lib/tools/local-api/local-console.ts';
import { openApi } from '#lib/tools/openapi/openapi.ts';
import { minuteMs } from '#test/use-cases/given.ts';
import { expectToFit } from './fits-openapi.ts';

/** An answer as a caller sees it. */
export interface Answered {
  readonly status: number;
  /** Undefined where there is no body. */
  readonly json: unknown;
  readonly headers: Headers;
}

/** What is said of a request beside its path. */
interface Asked {
  /** The roles of the caller, separated by spaces; a stranger where absent. */
  readonly as?: string | undefined;
  /** The segments that are listed for the caller, separated by spaces; none where absent. */
  readonly of?: string;
  readonly body?: unknown;
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

/** Tests say in two headers who asks; the name of a caller is that of their roles. */
const callerOf = ({ headers }: Request): Caller | undefined => {
  const named = headers.get('x-roles');
  if (named === null) return undefined;
  const segments = headers.get('x-segments') ?? '';
  return { name: named, roles: rolesAmong(words(named)), segments: new Set(words(segments)) };
};

const textOf = (body: unknown): string | undefined => (typeof body === 'string' ? body : JSON.stringify(body));

/** `POST /v1/preview` as a request. */
const requestOf = (route: string, { as, of, body }: Asked): Request => {
  const [method = '', path = ''] = route.split(' ');
  const headers = { ...(as !== undefined && { 'x-roles': as }), ...(of !== undefined && { 'x-segments': of }) };
  return new Request(`http://api.test${path}`, { method, headers, body: textOf(body) ?? null });
};

/** A store on this machine, of which the console is told what only such a store can tell; a deployment's where absent. */
interface Logged {
  readonly logOf?: EmbeddedStore;
  /** The changes of everybody, in place of those of that store. */
  readonly changes?: ChangeLog;
}

/** An API over a store, and what it has done beside answering. */
export const apiOver = ({
  logOf,
  changes,
  ...deps
}: Pick<ApiDeps, 'catalogue' | 'now'> & { readonly store: CustomerStore } & Partial<ApiDeps> & Logged) => {
  const put: PutEntry[] = [];
  const audit: AuditLine[] = [];
  const failures: unknown[] = [];
  const objects = memoryObjects();
  const failed = (error: unknown) => void failures.push(error);
  let ids = 0;
  const api = createApi({
    newId: () => `event-${(ids += 1)}`,
    cursors: sealedCursors('a secret'),
    callerOf,
    mayErase: rateLimitInMemory({ most: 10, within: minuteMs, now: deps.now }),
    audit: (line) => audit.push(line),
    failed,
    writes: {
      put: async (entry) => void put.push(entry),
      redrive: async (reason) => ({ sent: reason.length, left: 0 }),
    },
    insight: async () => objects,
    console: {
      ...(logOf &&
        localConsole(
          { ...deps, mode: 'store', newId: () => 'plan-1', failed, shop: { ...deps, store: logOf } },
          { find: (asked) => foundByPass(objects, asked) },
        )),
      ...(changes && { changes }),
      mode: 'deployed',
      words: async () => consoleWords,
      people: () => peopleInLatestPass(objects),
    },
    openApi: async () => openApi(),
    preview: async ({ now, ...more }) => tryDraft({ ...more, sample: await drawnSample(deps.store, now) }),
    ...deps,
  });
  const ask = async (route: string, said: Asked = {}): Promise<Answered> => {
    const response = await api.fetch(requestOf(route, said));
    const text = await response.text();
    if (response.ok) expectToFit(route, response.status, JSON.parse(text));
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  };
  return { ask, api, put, audit, failures, objects };
};

export type AskedApi = ReturnType<typeof apiOver>;
