import type { RefusalReason } from '#events/accept-entry.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** Where an event stands in the ledger: under the person of its own ids, which a later link does not change. */
export interface LedgerKey {
  readonly person: PersonKey;
  readonly eventId: string;
}

/** An event as it came, as the ledger keeps it. */
export interface LedgerEvent extends LedgerKey {
  /** The JSON of `{"detail-type", "source", "detail"}` as it came. */
  readonly body: string;
  /** Hash of `detail-type` and `detail`, whatever the order of keys; two bodies with one hash are the same. */
  readonly fingerprint: string;
  readonly arrivedAt: Instant;
}

/** What is kept under a person's key. */
export type PersonRecord =
  | { readonly kind: 'profile'; readonly state: CustomerState }
  /** A visitor that is a customer now: its later events are the customer's. */
  | { readonly kind: 'linked'; readonly to: PersonKey }
  /** Nothing personal is left; `sequence` is that of the last change. */
  | { readonly kind: 'erased'; readonly sequence: number; readonly erasedAt: Instant; readonly receiptId: string };

/** A person as read, with which of the asked events are known. Handed back to `save`, which refuses it when it is stale. */
export interface LoadedPerson {
  readonly person: PersonKey;
  /** Undefined where nothing is stored. */
  readonly record: PersonRecord | undefined;
  /** The fingerprint of each asked event that was applied before, by `ledgerId`. */
  readonly known: ReadonlyMap<string, string>;
  /** Events that were applied and whose ledger rows are still owed: until they are there, `ledger` lacks them. */
  readonly unrecorded: readonly LedgerKey[];
  /** When `due` will name the person, at the latest at the next review; undefined where it will not. */
  readonly dueAt?: Instant | undefined;
}

/** The key of `LoadedPerson.known`. */
export const ledgerId = ({ person, eventId }: LedgerKey): string => `${person}/${eventId}`;

/** All changes of one person at one instant, as they will be published. */
export interface ChangeRow extends InstantChanges {
  readonly kind: 'changes';
  readonly person: PersonKey;
  /** When it was decided, by the wall clock. */
  readonly decidedAt: string;
  /** The trace that decided it; absent where nothing is traced. */
  readonly traceId?: string;
}

/** The sequence of the last change that is told of; undefined where all are quiet, or there is none. */
export const lastSequenceIn = (rows: readonly ChangeRow[]): number | undefined =>
  rows.findLast(({ changes }) => changes.length > 0)?.changes.at(-1)?.sequence;

/** The announcement that a person was erased. It has no sequence and comes after the person's last change. */
export interface ErasureRow {
  readonly kind: 'erasure';
  readonly person: PersonKey;
  readonly erasedAt: string;
  readonly receiptId: string;
}

/** What waits to be published. */
export type OutboxRow = ChangeRow | ErasureRow;

/** A customer's new state, with the events that made it and the changes that came of it. All of it is kept, or nothing. */
export interface CustomerUpdate {
  readonly loaded: LoadedPerson;
  readonly state: CustomerState;
  /** Fresh events only; empty when only time has run. */
  readonly events: readonly LedgerEvent[];
  readonly changes: readonly ChangeRow[];
  /** Set when an event links a visitor that this customer did not have. */
  readonly link?: VisitorLink;
}

/** The visitor's side of a link: its record becomes a pointer to the customer. */
export interface VisitorLink {
  /** As loaded: nothing stored, or a profile whose last changes are `changes`. */
  readonly visitor: LoadedPerson;
  /** The visitor's exits, in its own sequence. */
  readonly changes: readonly ChangeRow[];
}

/** A person's end: exits, announcement and tombstone; rows of the person and of the visitors linked to it go. */
export interface Erasure {
  readonly loaded: LoadedPerson;
  /** The sequence of the last exit. */
  readonly sequence: number;
  readonly changes: readonly ChangeRow[];
  readonly announcement: ErasureRow;
}

/** What was refused, kept whole so that it can be sent again (an `erased` one without its body). */
export interface QuarantineEntry {
  /** Unique for each refused message, so that a redelivered one is kept once. */
  readonly id: string;
  /** Whose it is, as far as it can be told. */
  readonly person: PersonKey | undefined;
  readonly reason: RefusalReason;
  readonly field: string;
  readonly rule: string;
  readonly message: string;
  /** The entry as it came: its JSON, or the text of a line that is none. */
  readonly entry: string;
  readonly arrivedAt: Instant;
}

/** Where a refused entry is kept. */
export type QuarantineKey = Pick<QuarantineEntry, 'id' | 'person'>;

/** A refused write is a value: somebody else saved first, load again. */
export type SaveResult = 'saved' | 'conflict';

/** A person whose time has come. */
export interface DuePerson {
  readonly person: PersonKey;
  readonly dueAt: Instant;
}

/** One of `of` parts of a store, that together hold every row once. */
export interface StorePart {
  /** From 0 up to, but not including, `of`. */
  readonly index: number;
  readonly of: number;
  /** Where to go on: the `next` of a page, or the `place` of a person; by default the part's beginning. */
  readonly after?: string | undefined;
}

/** A person whose memberships another catalogue has decided. */
export interface PersonBehind {
  readonly person: PersonKey;
  /** The number of the deployment that has. */
  readonly deployment: number;
  /** To go on after this person. */
  readonly place: string;
}

/** A page of a part: who is behind in it, and how far it reaches. */
export interface BehindPage {
  readonly persons: readonly PersonBehind[];
  /** How many rows were looked at. */
  readonly rows: number;
  /** Where the next page begins; undefined at the end of the part. */
  readonly next: string | undefined;
}

/**
 * Keeps customers, their ledger and what waits to be published. One contract suite holds every implementation to this.
 *
 * Nothing here decides anything: states come from the engine and are opaque but for `sequence` and `nextReviewAt`.
 */
export interface CustomerStore {
  /** Reads one person and, after that, which of `events` were applied before. */
  load(person: PersonKey, events: readonly LedgerKey[]): Promise<LoadedPerson>;
  /** Keeps an update, provided that nobody saved since the load; after 'saved' its changes will be published. */
  save(update: CustomerUpdate): Promise<SaveResult>;
  /** Ends a person and the visitors linked to it, provided that nobody saved since the load. */
  erase(erasure: Erasure): Promise<SaveResult>;
  /**
   * Finishes what an earlier worker may have left undone for this person; call before acknowledging a duplicate, with
   * the duplicates at hand (their bodies are needed for rows that are still owed), and for a tick of an erased person.
   */
  recordAgain(loaded: LoadedPerson, duplicates: readonly LedgerEvent[]): Promise<void>;
  /** Keeps a refused entry for 90 days; one of the same key takes its place. */
  quarantine(entry: QuarantineEntry): Promise<void>;
  /** The refused entry under a key; undefined where it is not kept any more. */
  refused(key: QuarantineKey): Promise<QuarantineEntry | undefined>;
  /** Lets go of a refused entry, one that could be applied after all. One that is not kept is no fault. */
  release(key: QuarantineKey): Promise<void>;
  /** What was refused for this reason and is still kept, in no promised order. */
  quarantinedFor(reason: RefusalReason): AsyncIterable<QuarantineEntry>;
  /** How many were refused for this reason and are still kept. */
  quarantinedCount(reason: RefusalReason): Promise<number>;
  /** What was refused of a person and of the visitors linked to it and is still kept, in no promised order. */
  quarantinedOf(person: PersonKey): AsyncIterable<QuarantineEntry>;
  /** Persons with a next review at or before `until`, earliest first within a page. */
  due(until: Instant): AsyncIterable<DuePerson>;
  /** All events in the ledger of a person and of the visitors linked to it, in no order. */
  ledger(person: PersonKey): AsyncIterable<LedgerEvent>;
  /** All changes of a person and of the visitors linked to it, published or not, in no promised order; none of the erased. */
  history(person: PersonKey): AsyncIterable<ChangeRow>;
  /** The visitors that are this customer, in no order. */
  visitors(customer: PersonKey): AsyncIterable<PersonKey>;
  /**
   * The next page of those of a part who have a profile that is decided by another catalogue than that of this hash; a
   * page may be empty before the end. Whoever was saved before the call, and is not saved again, is seen as saved.
   */
  behind(catalogue: string, part: StorePart): Promise<BehindPage>;
  /** About how many rows `behind` looks at over all parts; 0 where it is not known. */
  rowCount(): Promise<number>;
}
