import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { MemberCounts } from '#lib/ports/members/member-counts.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { AskedPreview, tryDraft } from '../preview/try-draft.ts';
import type { AuditLine } from './access/audit.ts';
import type { Caller } from './access/caller.ts';
import type { RateLimit } from './access/rate-limit.ts';
import type { ConsoleDeps } from './console/console-deps.ts';
import type { Cursors } from './request/cursor.ts';

/** An event as a producer puts it on the bus. */
export interface PutEntry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What came of sending refused entries again. Plain JSON. */
interface RedriveAnswer {
  /** How many were sent. */
  readonly sent: number;
  /** How many were not taken: they stay as they were. */
  readonly left: number;
}

/** A condition to try for a caller. */
interface PreviewAsked extends Omit<AskedPreview, 'sample'> {
  readonly now: Instant;
}

/** What an answer may bring about: what is absent is refused. */
export interface ApiWrites {
  /** Puts an event on the way that every event takes. */
  readonly put?: (entry: PutEntry) => Promise<void>;
  /** Sends the entries that were refused for a reason again. */
  readonly redrive?: (reason: RefusalReason) => Promise<RedriveAnswer>;
}

/** What the API is made of. Of the store it reads, and nothing else. */
export interface ApiDeps {
  readonly store: Pick<CustomerStore, 'load' | 'ledger' | 'history' | 'changesAfter' | 'visitors' | 'quarantinedAfter'>;
  readonly catalogue: Catalogue;
  /** The members of each segment; absent where they are not kept. */
  readonly members?: MemberList | undefined;
  /** How many are in each segment, and who came and went; absent where members are not kept. */
  readonly counts?: MemberCounts | undefined;
  readonly writes?: ApiWrites | undefined;
  /** The objects that the latest pass over everybody has left; absent where there is none. */
  readonly insight?: (() => Promise<Pick<ObjectStore, 'get'>>) | undefined;
  /** Tries a condition; absent, or giving undefined, where there is no sample to try it on. */
  readonly preview?: ((asked: PreviewAsked) => Promise<Awaited<ReturnType<typeof tryDraft>> | undefined>) | undefined;
  /** The OpenAPI document of the routes; absent where it is not at hand. */
  readonly openApi?: (() => Promise<object>) | undefined;
  readonly console: ConsoleDeps;
  /**
   * The instant as of which everything is told.
   *
   * @param request - what is asked; the present is meant without one.
   * @throws {ApiError} where the request asks as of an instant of which nothing can be told.
   */
  readonly now: (request?: Request) => Instant;
  readonly newId: () => string;
  readonly cursors: Cursors;
  /**
   * Who asks; undefined for a stranger.
   *
   * @param surroundings - what the server hands on beside the request, such as the event of a Lambda function.
   */
  readonly callerOf: (request: Request, surroundings: object | undefined) => Caller | undefined;
  /** How often a caller may ask for an erasure. */
  readonly mayErase: RateLimit;
  readonly audit: (line: AuditLine) => void;
  /** Is told of an error that the caller is not told of. */
  readonly failed: (error: unknown) => void;
}

/** A request that may be answered: what the route's handler is given. */
export interface Ask {
  readonly caller: Caller;
  /** The parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The segments of which the answer may tell. */
  readonly visible: 'all' | ReadonlySet<string>;
  readonly now: Instant;
  /** The people about whom the audit gets a line; a handler adds those whom it tells of. */
  readonly people: Set<PersonKey>;
}

/** An answer: JSON with status 200 unless told, or a redirection. */
export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly location?: string;
}
