import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { roles, type Caller } from '#lib/use-cases/api/access/caller.ts';
import { rateLimitInMemory } from '#lib/use-cases/api/access/rate-limit.ts';
import type { ApiDeps, ApiWrites } from '#lib/use-cases/api/api-deps.ts';
import { createApi, type Api } from '#lib/use-cases/api/create-api.ts';
import { sealedCursors } from '#lib/use-cases/api/request/cursor.ts';
import { askedInstant } from './asked-instant.ts';
import { localConsole } from './local-console.ts';
import { hasToken } from '../local-server/has-token.ts';
import { openApi } from '../openapi/openapi.ts';
import { LocalInsight } from './insight/local-insight.ts';
import { localPreview } from './local-preview.ts';

/** Whoever works on this machine may everything. */
const localCaller: Caller = { name: 'local', roles: new Set(roles), segments: 'all' };

const minute = 60_000;

/** What the API is made of on a developer's machine. */
export interface LocalApiDeps extends Pick<ApiDeps, 'now' | 'newId' | 'failed'> {
  /** Asked for each request: its store may live, and be another one after it began anew. */
  readonly shop: { readonly store: EmbeddedStore; readonly catalogue: Catalogue };
  /** Whether the store is only read, or lives. */
  readonly mode: 'store' | 'dev';
  /** Nothing where the store is open only to be read. */
  readonly writes?: ApiWrites | undefined;
  /** The token that a caller must send; no token is asked for where absent. */
  readonly token?: string | undefined;
  /** By default nobody keeps an audit. */
  readonly audit?: ApiDeps['audit'];
}

/** The API on a developer's machine. */
interface LocalApi extends Api {
  /** Reads ahead what the first preview of a condition would wait for, while others are answered. */
  readonly prepare: () => Promise<void>;
  /** Reads ahead, mostly on another thread, what the first question about people as a whole would wait for. */
  readonly prepareInsight: () => Promise<void>;
}

/** The API over an embedded store. The one caller has every role; places in lists are sealed for this process alone. */
export const localApi = (deps: LocalApiDeps): LocalApi => {
  const { shop, mode, token, now, newId, failed, writes = {}, audit = () => {} } = deps;
  const { preview, prepare } = localPreview(deps);
  const insight = new LocalInsight(deps);
  const console = localConsole(deps, insight);
  const api = createApi({
    get store() {
      return shop.store;
    },
    get catalogue() {
      return shop.catalogue;
    },
    get members() {
      return shop.store.members;
    },
    get counts() {
      return shop.store.members;
    },
    writes,
    insight: insight.whole,
    console,
    openApi: async () => openApi(),
    preview,
    // A shop that lives knows one instant alone.
    now: (request) => (mode === 'store' ? askedInstant(request, now()) : now()),
    newId,
    failed,
    audit,
    cursors: sealedCursors(newId()),
    mayErase: rateLimitInMemory({ most: 10, within: minute, now }),
    callerOf: (request) => (token === undefined || hasToken(request, token) ? localCaller : undefined),
  });
  const prepareInsight = async (): Promise<void> => {
    await insight.prepare();
    // After it, since these are looked for beside the answers to others.
    await console.leavers?.(console.endedAt?.() ?? now());
  };
  return { ...api, prepare, prepareInsight };
};
