import type { RefusalReason } from '#events/accept-entry.ts';
import type { CommittedChanges } from '#lib/core/members/change-rank.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Telling } from '#lib/core/profile/telling.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { Detour } from './detours.ts';
import type {
  AppliedRow,
  AskedEvent,
  KnownEvent,
  LedgerKey,
  LedgerRow,
  NamedEvent,
  StrippedEvent,
} from './ledger-row.ts';

export { isApplied, ledgerId } from './ledger-row.ts';
export type {
  AppliedRow,
  AskedEvent,
  KnownEvent,
  LedgerEvent,
  LedgerKey,
  LedgerRow,
  NamedEvent,
  Revision,
  StrippedEvent,
} from './ledger-row.ts';

/**
 * Keeps people, the ledger of their events, and the changes that wait to be published. One contract suite holds every
 * implementation to these promises.
 *
 * The store decides nothing: of a state it reads `sequence`, `nextReviewAt`, `catalogue` and `deployment`, and nothing
 * else.
 */
export interface CustomerStore {
  /** Reads one person and then, never before, what the ledger has of `events`, of what they replace, and of the facts that they tell. */
  load(person: PersonKey, events: readonly AskedEvent[]): Promise<LoadedPerson>;
  /** Saves an update unless someone else has saved since the load. Once 'saved', its changes will be published. */
  save(update: CustomerUpdate): Promise<SaveResult>;
  /** Ends a person and the visitors linked to them, unless someone else has saved since the load. */
  erase(erasure: Erasure): Promise<SaveResult>;
  /**
   * Finishes what an earlier worker may have left undone for this person. Call it before acknowledging a duplicate, with
   * the duplicates that are there (rows that are still owed need their bodies), and for a tick of an erased person.
   */
  recordAgain(loaded: LoadedPerson, duplicates: readonly AppliedRow[]): Promise<void>;

  /** All rows in the ledger of a person and of the visitors linked to them, in no order. */
  ledger(person: PersonKey): AsyncIterable<LedgerRow>;
  /**
   * All changes of a person and of the visitors linked to them, published or not, in no promised order; none for an
   * erased person.
   */
  history(person: PersonKey): AsyncIterable<ChangeRow>;
  /**
   * The rows with the changes of a person alone behind a sequence, by sequence, published or not; the first row may have earlier
   * ones too. It is read only as far as it is asked for; none for an erased person.
   */
  changesAfter(loaded: LoadedPerson, asked: ChangesAfter): AsyncIterable<ChangeRow>;
  /** The visitors linked to a customer, in no order. */
  visitors(customer: PersonKey): AsyncIterable<PersonKey>;

  /** Keeps a refused entry for 90 days, in place of any under the same key. */
  quarantine(entry: QuarantineEntry): Promise<void>;
  /** The refused entry under a key; undefined where none is kept. */
  refused(key: QuarantineKey): Promise<QuarantineEntry | undefined>;
  /** Removes a refused entry that could be applied after all. It need not exist. */
  release(key: QuarantineKey): Promise<void>;
  /** The entries that were refused for this reason, in no promised order. */
  quarantinedFor(reason: RefusalReason): AsyncIterable<QuarantineEntry>;
  /**
   * The same entries in an order that stays, each with its place: to be read page by page. One that is refused or released
   * meanwhile may be there or not.
   *
   * @param after - the place after which to continue; from the beginning by default.
   */
  quarantinedAfter(reason: RefusalReason, after?: string): AsyncIterable<PlacedEntry>;
  /** The number of entries that were refused for this reason. */
  quarantinedCount(reason: RefusalReason): Promise<number>;
  /** The refused entries of a person and of the visitors linked to them, in no promised order. */
  quarantinedOf(person: PersonKey): AsyncIterable<QuarantineEntry>;

  /**
   * Everyone whom time alone changes by `until`, and others whose next review is at or before it, earliest first within a page.
   */
  due(until: Instant): AsyncIterable<DuePerson>;
  /**
   * The next page of the people in a part whose profile was decided by a catalogue with another hash than `catalogue`.
   * A page before the end may be empty. A person who was saved before the call, and not again, is seen as saved.
   */
  behind(catalogue: string, part: StorePart): Promise<BehindPage>;
  /**
   * The next page of the people with a profile in a part, for those who look at everybody: not always as the latest save left
   * them, so nothing may be saved by it. A page before the end may be empty.
   */
  everybody(part: StorePart): Promise<ProfilePage>;
  /** The approximate number of rows that `behind` reads over all parts; 0 where it is unknown. */
  rowCount(): Promise<number>;
}

/** The result of a conditional write: on 'conflict' someone else saved first, and the person must be loaded again. */
export type SaveResult = 'saved' | 'conflict';

/** The record under a person's key. */
export type PersonRecord =
  | { readonly kind: 'profile'; readonly state: CustomerState }
  /** A visitor who is a customer: their later events are the customer's. */
  | { readonly kind: 'linked'; readonly to: PersonKey }
  /** Holds no personal data. `sequence` is that of the last change. */
  | { readonly kind: 'erased'; readonly sequence: number; readonly erasedAt: Instant; readonly receiptId: string };

/** A person as read, with the asked events that are known. `save` takes it back, and refuses it when it is stale. */
export interface LoadedPerson {
  readonly person: PersonKey;
  /** Undefined where nothing is stored. */
  readonly record: PersonRecord | undefined;
  /** Those of the asked events, and of those that they replace, that were applied, by `ledgerId`. */
  readonly known: ReadonlyMap<string, KnownEvent>;
  /** The ids of the events that named these before they came, by `ledgerId`; mostly none. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Those of `known` whose row no longer has the event, by `ledgerId`; mostly none. */
  readonly stripped: ReadonlySet<string>;
  /** The newest applied telling of the facts that the asked events tell, by `factId`; mostly none. */
  readonly newest: ReadonlyMap<string, Telling>;
  /** Applied events whose rows are still owed. Until they are written, the ledger lacks them. */
  readonly unrecorded: readonly LedgerKey[];
  /** The detour that the person is on, where the store keeps detours. */
  readonly detour?: Detour | undefined;
  /** When `due` will name the person, which is no later than time alone changes a membership; undefined where it will not. */
  readonly dueAt?: Instant | undefined;
}

/** The changes of a person that are read. */
export interface ChangesAfter {
  /** The sequence behind which they begin. */
  readonly after: number;
  /** How many rows are read at once; each has a change at least. */
  readonly atOnce: number;
}

/** A customer's new state, with the events that led to it and the changes that followed. It is saved as a whole. */
export interface CustomerUpdate {
  readonly loaded: LoadedPerson;
  readonly state: CustomerState;
  /**
   * When time alone changes a membership next: at `state.nextReviewAt` or later, never too late; null where it never does. Asked
   * for only where the list of who is due must be written. By default `state.nextReviewAt`.
   */
  readonly nextChangeAt?: () => Instant | null;
  /** New events only; empty where only time has passed. One that tells a fact newer than any before becomes its newest telling. */
  readonly events: readonly AppliedRow[];
  readonly changes: readonly ChangeRow[];
  /** Takes the place of what the ledger has under these keys: events that are stripped, and those that are named ahead. */
  readonly rows?: readonly (StrippedEvent | NamedEvent)[];
  /** Set when an event links a visitor who was not yet linked. */
  readonly link?: VisitorLink;
}

/** The visitor's side of a link: their record becomes a pointer to the customer. */
export interface VisitorLink {
  /** The visitor as loaded: without a record, or with a profile whose last changes are `changes`. */
  readonly visitor: LoadedPerson;
  /** The visitor's exits, in the visitor's own sequence. */
  readonly changes: readonly ChangeRow[];
}

/** A person's end: the exits, the announcement and the tombstone. All other rows of theirs and of their visitors go. */
export interface Erasure {
  readonly loaded: LoadedPerson;
  /** The sequence of the last exit. */
  readonly sequence: number;
  readonly changes: readonly ChangeRow[];
  readonly announcement: ErasureRow;
}

/** All changes of one person at one instant, as they will be published. */
export interface ChangeRow extends CommittedChanges {
  readonly kind: 'changes';
  /** The trace in which they were decided; absent without tracing. */
  readonly traceId?: string;
  /** Set where they took effect before the deployment's `quietUntil`: they have their sequence, and are not put on the bus. */
  readonly heldBack?: true;
}

/** The announcement that a person was erased. It has no sequence, and comes after the person's last change. */
export interface ErasureRow {
  readonly kind: 'erasure';
  readonly person: PersonKey;
  readonly erasedAt: string;
  readonly receiptId: string;
}

/** A row that waits to be published. */
export type OutboxRow = ChangeRow | ErasureRow;

/** The sequence of the last change that is published; undefined where all changes are quiet, or there are none. */
export const lastSequenceIn = (rows: readonly ChangeRow[]): number | undefined =>
  rows.findLast(({ changes }) => changes.length > 0)?.changes.at(-1)?.sequence;

/** A refused entry, kept whole so that it can be sent again (without its body if it was refused as `erased`). */
export interface QuarantineEntry {
  /** Unique to the refused message, so that a redelivered one is kept once. */
  readonly id: string;
  /** The person that the entry's ids name, if any. */
  readonly person: PersonKey | undefined;
  readonly reason: RefusalReason;
  readonly field: string;
  readonly rule: string;
  readonly message: string;
  /** The entry as it arrived: JSON, or the text of a line that is not JSON. */
  readonly entry: string;
  readonly arrivedAt: Instant;
}

/** A refused entry, and where it is in the list of its reason. */
export interface PlacedEntry {
  readonly entry: QuarantineEntry;
  readonly place: string;
}

/** The place of a refused entry. */
export type QuarantineKey = Pick<QuarantineEntry, 'id' | 'person'>;

/** A person with a review to make. */
export interface DuePerson {
  readonly person: PersonKey;
  readonly dueAt: Instant;
}

/** One of the `of` parts of a store that together hold every row once. */
export interface StorePart {
  /** From 0 up to, but not including, `of`. */
  readonly index: number;
  readonly of: number;
  /** Where to continue: the `next` of a page or the `place` of a person; by default the beginning of the part. */
  readonly after?: string | undefined;
}

/** A person whose memberships were decided by another catalogue. */
export interface PersonBehind {
  readonly person: PersonKey;
  /** The number of the deployment that decided them. */
  readonly deployment: number;
  /** Continues after this person, as `StorePart.after`. */
  readonly place: string;
}

/** A person with a profile. */
export interface ProfiledPerson {
  readonly person: PersonKey;
  readonly state: CustomerState;
}

/** A page of a part: the people with a profile in it. */
export interface ProfilePage {
  readonly people: readonly ProfiledPerson[];
  /** The number of rows read. */
  readonly rows: number;
  /** Where the next page begins; undefined at the end of the part. */
  readonly next: string | undefined;
}

/** A page of a part: the people behind in it. */
export interface BehindPage {
  readonly persons: readonly PersonBehind[];
  /** The number of rows read. */
  readonly rows: number;
  /** Where the next page begins; undefined at the end of the part. */
  readonly next: string | undefined;
}
