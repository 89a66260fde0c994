import type { OutgoingEntry } from '../../publisher/change-publisher.ts';
import type { ChangeRow, ErasureRow, OutboxRow } from '../customer-store.ts';

type Stored = Omit<ChangeRow, 'kind'> | Omit<ErasureRow, 'kind'>;

/** The JSON in which a row waits to be published. It does not name the row's kind, which its fields tell. */
export const outboxJson = ({ kind: _kind, ...stored }: OutboxRow): string => JSON.stringify(stored satisfies Stored);

/** A row as it is stored and, where they were written with it, as it goes out. */
export interface WrittenRow {
  /** As `outboxRowIn` reads it. */
  readonly body: string;
  readonly entries?: readonly OutgoingEntry[] | undefined;
}

/** Writes rows. */
export type RowWriter = (row: OutboxRow) => WrittenRow;

/** Writes a row only as it is stored. */
export const storedOnly: RowWriter = (row) => ({ body: outboxJson(row) });

/** Reads what `outboxJson` wrote. */
export const outboxRowIn = (json: string): OutboxRow => {
  const stored = JSON.parse(json) as Stored;
  return 'receiptId' in stored
    ? Object.assign(stored, { kind: 'erasure' as const })
    : Object.assign(stored, { kind: 'changes' as const });
};
