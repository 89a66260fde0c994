import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { AuditLine } from './access/audit.ts';
import type { Caller } from './access/caller.ts';
import type { RateLimit } from './access/rate-limit.ts';
import type { Cursors } from './request/cursor.ts';

/** An event as a producer puts it on the bus. */
export interface PutEntry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What an answer may bring about; absent over a store that is only read. */
export interface ApiWrites {
  /** Puts an event on the way that every event takes. */
  readonly put: (entry: PutEntry) => Promise<void>;
}

/** What the API is made of. Of the store it reads, and nothing else. */
export interface ApiDeps {
  readonly store: Pick<CustomerStore, 'load' | 'ledger' | 'history' | 'visitors'>;
  readonly catalogue: Catalogue;
  readonly writes?: ApiWrites | undefined;
  readonly now: () => Instant;
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
