import { idFieldOf, type IdField, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import {
  isApplied,
  type AppliedRow,
  type ChangeRow,
  type CustomerStore,
  type LedgerRow,
  type PersonRecord,
  type QuarantineEntry,
  type StrippedEvent,
} from '#lib/ports/store/customer-store.ts';
import { entriesOf } from '../publish/entries.ts';
import { stateAt } from './state-at.ts';

/** The store and the catalogue to export from. */
export interface ExportDeps {
  readonly store: CustomerStore;
  /** Gives the thresholds of computed traits, and the order of segments. */
  readonly catalogue: Catalogue;
}

type Json = Readonly<Record<string, unknown>>;

/** Everything that is held about a person, as plain JSON. */
export type PersonExport = IdField & {
  readonly asOf: string;
  /** Traits, where they came from, segments; null where no event was applied. */
  readonly profile: Json | null;
  /** The visitors who turned out to be this customer. */
  readonly visitors: readonly IdField[];
  /** The events as they came, in order of arrival: the person's own and those of the visitors. A replaced one without what it said. */
  readonly events: readonly Json[];
  /** The ids of events that others name and that have not come, with the ids of those others; absent where there are none. */
  readonly namedAhead?: readonly Json[];
  /** The changes of segments as they are published, in order; a visitor's in its own sequence. */
  readonly changes: readonly Json[];
  /** The changes that were not published, in order of time. */
  readonly quietChanges: readonly Json[];
  /** The refused entries as they came, with the reason. */
  readonly quarantined: readonly Json[];
};

/** All that can be said of a person who was erased. */
export type ErasedExport = IdField & { readonly erasedAt: string; readonly receiptId: string };

const written = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

/** Segments in the catalogue's order, then those that it no longer has. */
const segmentsOf = ({ source }: Catalogue, { memberships }: CustomerState): readonly Json[] => {
  const known = source.segments.map(({ key }) => key).filter((key) => Object.hasOwn(memberships, key));
  const keys = new Set([...known, ...Object.keys(memberships)]);
  return [...keys].map((key) => ({ key, enteredAt: written(memberships[key] ?? null) }));
};

const profileOf = (catalogue: Catalogue, record: PersonRecord | undefined, asOf: Instant): Json | null => {
  if (record?.kind !== 'profile') return null;
  const state = stateAt(catalogue, record.state, asOf);
  const { traits, sources } = viewProfile(state, catalogue, asOf);
  const segments = segmentsOf(catalogue, state);
  return { traits, sources, segments, sequence: state.sequence, nextReviewAt: written(state.nextReviewAt) };
};

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A replaced event in the form in which events come, with the fields that are left of it. */
const strippedEntry = ({ person, eventId, type, anonymousId, replaces, revision, namedBy }: StrippedEvent): Json => ({
  'detail-type': type,
  detail: { eventId, anonymousId, ...idFieldOf(person), replaces, revision },
  replaced: true,
  namedBy,
});

const shownEvent = (row: AppliedRow): Json & { readonly arrivedAt: string } => ({
  arrivedAt: formatInstant(row.arrivedAt),
  ...(row.body === undefined ? strippedEntry(row) : (JSON.parse(row.body) as Json)),
});

/** The events and the names of events to come in a ledger. */
const shownLedger = (rows: readonly LedgerRow[]): Pick<PersonExport, 'events' | 'namedAhead'> => {
  const applied = rows.filter(isApplied);
  const ahead = rows.filter((row) => !isApplied(row));
  return {
    events: applied.map(shownEvent).sort(byArrival),
    ...(ahead.length > 0 && { namedAhead: ahead.map(({ person, ...named }) => ({ ...idFieldOf(person), ...named })) }),
  };
};

const shownRefusal = ({ reason, field, rule, message, entry, arrivedAt }: QuarantineEntry) => ({
  arrivedAt: formatInstant(arrivedAt),
  reason,
  field,
  rule,
  message,
  entry: parsedOr(entry),
});

const byArrival = (one: { readonly arrivedAt: string }, other: { readonly arrivedAt: string }): number =>
  one.arrivedAt < other.arrivedAt ? -1 : Number(one.arrivedAt > other.arrivedAt);

const firstSequence = ({ changes }: ChangeRow): number => changes[0]?.sequence ?? 0;

const byEffect = (one: ChangeRow, other: ChangeRow): number => {
  if (one.effectiveAt !== other.effectiveAt) return one.effectiveAt < other.effectiveAt ? -1 : 1;
  if (one.person !== other.person) return one.person < other.person ? -1 : 1;
  return firstSequence(one) - firstSequence(other);
};

const shownQuietChanges = (rows: readonly ChangeRow[]): readonly Json[] =>
  [...rows]
    .sort(byEffect)
    .flatMap(({ person, effectiveAt, decidedAt, origin, cause, quiet = [] }) =>
      quiet.map((change) => ({ ...idFieldOf(person), effectiveAt, decidedAt, origin, cause, ...change })),
    );

const shownChanges = (rows: readonly ChangeRow[]): readonly Json[] =>
  [...rows]
    .sort(byEffect)
    .flatMap(entriesOf)
    .map(({ detailType, detail }) => ({ 'detail-type': detailType, detail: JSON.parse(detail) as Json }));

/**
 * Gives a person everything that is held about them. For a visitor who is a customer, this is the customer's data; for
 * an erased person, only the instant and the receipt of the erasure.
 *
 * @param asOf - the instant to which time runs for the profile; nothing of it is written.
 */
export const exportPerson = async (
  { store, catalogue }: ExportDeps,
  person: PersonKey,
  asOf: Instant,
): Promise<PersonExport | ErasedExport> => {
  const { record } = await store.load(person, []);
  if (record?.kind === 'linked') return exportPerson({ store, catalogue }, record.to, asOf);
  if (record?.kind === 'erased') {
    return { ...idFieldOf(person), erasedAt: formatInstant(record.erasedAt), receiptId: record.receiptId };
  }
  const changes = await Array.fromAsync(store.history(person));
  return {
    ...idFieldOf(person),
    asOf: formatInstant(asOf),
    profile: profileOf(catalogue, record, asOf),
    visitors: (await Array.fromAsync(store.visitors(person))).toSorted().map(idFieldOf),
    ...shownLedger(await Array.fromAsync(store.ledger(person))),
    changes: shownChanges(changes),
    quietChanges: shownQuietChanges(changes),
    quarantined: (await Array.fromAsync(store.quarantinedOf(person))).map(shownRefusal).sort(byArrival),
  };
};
