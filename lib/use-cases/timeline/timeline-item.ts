import { isRecord } from '#events/is-record.ts';
import type { Cause, Origin, QuietChange } from '#lib/core/engine/decision.ts';
import { changeIdOf, idFieldOf, type IdField } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import { isApplied, type LedgerRow } from '#lib/ports/store/customer-store.ts';
import type { RecordedChange } from '../history/changes-in-order.ts';

/** An event of a person. Plain JSON. */
type EventItem = IdField & {
  readonly kind: 'event';
  /** When it happened, as its producer says; when it arrived, where nothing else is left of it. */
  readonly at: string;
  readonly arrivedAt: string;
  readonly eventId: string;
  /** Its detail-type, such as `PurchaseMade`. */
  readonly type: string;
  /** Absent for an event that was replaced. */
  readonly source?: string;
  /** As it came; absent for an event that was replaced. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Set where a later event took its place, so that it counts no longer and its body is gone. */
  readonly replaced?: true;
};

/** A membership that began or ended. Plain JSON. */
type ChangeItem = IdField &
  Pick<QuietChange, 'status' | 'segment' | 'enteredAt' | 'because'> & {
    readonly kind: 'change';
    /** When it took effect. */
    readonly at: string;
    /** Null, as `sequence` is, for a change of a segment whose `backfill` is `quiet`. */
    readonly changeId: string | null;
    readonly sequence: number | null;
    readonly decidedAt: string;
    readonly origin: Origin;
    readonly cause: Cause;
    /** Set where it was not put on the bus. */
    readonly quiet?: true;
  };

/** Something that happened to a person. */
export type TimelineItem = EventItem | ChangeItem;

/** An item with its place among all items of the person, as texts whose order is that of time. */
export interface PlacedItem {
  readonly place: string;
  readonly item: TimelineItem;
}

/** Of one instant the changes come after the events, which brought them about. */
const ranks = { event: 0, change: 1 };

const bodyOf = (body: string) => {
  const entry: unknown = JSON.parse(body);
  const { 'detail-type': type, source, detail } = isRecord(entry) ? entry : {};
  return { type: String(type), source: String(source), detail: isRecord(detail) ? detail : {} };
};

/** What an event says; undefined for one that was only named and has not come. */
const toldBy = (row: LedgerRow) => {
  if (!isApplied(row)) return undefined;
  const arrivedAt = formatInstant(row.arrivedAt);
  if (row.body === undefined) return { at: arrivedAt, arrivedAt, type: row.type, replaced: true as const };
  const body = bodyOf(row.body);
  const occurredAt = readInstant(body.detail['occurredAt']);
  return { at: occurredAt === undefined ? arrivedAt : formatInstant(occurredAt), arrivedAt, ...body };
};

/** The item of an event, which comes before the changes of its instant; undefined for an event that has not come. */
export const placedEvent = (row: LedgerRow): PlacedItem | undefined => {
  const told = toldBy(row);
  if (told === undefined) return undefined;
  const { person, eventId } = row;
  const { at, arrivedAt, ...rest } = told;
  return {
    place: `${at}/${ranks.event}/${arrivedAt}/${person}/${eventId}`,
    item: { kind: 'event', at, arrivedAt, ...idFieldOf(person), eventId, ...rest },
  };
};

const sequenceDigits = 16;

/** The place of a change: a quiet one, which has no sequence, is told apart by what it says. */
const placeOf = ({ row, change, sequence }: RecordedChange): string => {
  const order = sequence === undefined ? '' : String(sequence).padStart(sequenceDigits, '0');
  const own = `${row.version ?? ''}/${change.segment.key}/${change.status}`;
  return `${row.effectiveAt}/${ranks.change}/${row.person}/${order || own}`;
};

/** The item of a change, published or not. */
export const placedChange = (recorded: RecordedChange): PlacedItem => {
  const { row, change, sequence } = recorded;
  const { status, segment, enteredAt, because } = change;
  return {
    place: placeOf(recorded),
    item: {
      kind: 'change',
      at: row.effectiveAt,
      changeId: sequence === undefined ? null : changeIdOf(row.person, sequence),
      sequence: sequence ?? null,
      ...idFieldOf(row.person),
      status,
      segment,
      enteredAt,
      decidedAt: row.decidedAt,
      origin: row.origin,
      cause: row.cause,
      because,
      ...((sequence === undefined || row.heldBack) && { quiet: true as const }),
    },
  };
};
