import { isEventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { hour } from '#lib/core/members/change-counts.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { LedgerRow } from '#lib/ports/store/customer-store.ts';
import { nearestField, unknownFieldsIn } from '../understanding/unknown-fields.ts';

/** An event that came so long after it happened is late. */
const late = hour;

/** Different fields that are told apart. */
const mostFields = 300;

interface Producer {
  readonly source: string;
  events: number;
  late: number;
  lastAt: Instant;
}

interface UnknownCount {
  readonly type: string;
  readonly field: string;
  readonly source: string;
  entries: number;
  /** The known field that was most likely meant; null where none is near. */
  readonly nearest: string | null;
}

/** What is seen of events that were applied. */
export class LedgerQuality {
  events = 0;
  late = 0;
  readonly #producers = new Map<string, Producer>();
  readonly #fields = new Map<string, UnknownCount>();

  add({ body, arrivedAt }: { readonly body: string; readonly arrivedAt: Instant }): void {
    const entry: unknown = JSON.parse(body);
    const { 'detail-type': type, source, detail } = isRecord(entry) ? entry : {};
    if (!isRecord(detail)) return;
    const happenedAt = readInstant(detail['occurredAt']) ?? arrivedAt;
    const isLate = arrivedAt - happenedAt > late;
    this.events += 1;
    this.late += Number(isLate);
    this.#addProducer(String(source), arrivedAt, isLate);
    if (isEventType(type))
      for (const field of new Map(unknownFieldsIn(type, detail).map((each) => [each.path, each])).values())
        this.#addField({ type, source: String(source), field: field.path, nearest: nearestField(field) });
  }

  #addProducer(source: string, arrivedAt: Instant, isLate: boolean): void {
    const producer = this.#producers.get(source) ?? { source, events: 0, late: 0, lastAt: arrivedAt };
    producer.events += 1;
    producer.late += Number(isLate);
    producer.lastAt = Math.max(producer.lastAt, arrivedAt);
    this.#producers.set(source, producer);
  }

  #addField(field: Omit<UnknownCount, 'entries'>): void {
    const key = `${field.source} ${field.type}.${field.field}`;
    if (!this.#fields.has(key) && this.#fields.size === mostFields) return;
    const count = this.#fields.get(key) ?? { ...field, entries: 0 };
    count.entries += 1;
    this.#fields.set(key, count);
  }

  /** Unknown fields, the most frequent first. */
  get fields(): readonly UnknownCount[] {
    return [...this.#fields.values()].sort((one, other) => other.entries - one.entries);
  }

  /** Producers, the busiest first. */
  get producers() {
    return [...this.#producers.values()]
      .sort((one, other) => other.events - one.events)
      .map(({ lastAt, ...producer }) => ({ ...producer, lastAt: formatInstant(lastAt) }));
  }
}

/** Looks at rows of a ledger. */
export const ledgerQuality = (rows: Iterable<LedgerRow>): LedgerQuality => {
  const quality = new LedgerQuality();
  for (const row of rows) if (row.body !== undefined) quality.add(row);
  return quality;
};
