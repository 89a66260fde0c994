import type { DatabaseSync } from 'node:sqlite';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { outboxRowIn } from './outbox-json.ts';
import { firstRow } from './rows.ts';
import type { WaitingRow } from './waiting-rows.ts';

/** When the last event arrived or the last change was decided, whichever is later; undefined in an empty store. */
export const latestInstant = (database: DatabaseSync): (() => Instant | undefined) => {
  const event = firstRow<{ readonly arrivedAt: number }>(
    database.prepare('SELECT arrivedAt FROM event ORDER BY position DESC LIMIT 1'),
  );
  const change = firstRow<WaitingRow>(
    database.prepare('SELECT position, body FROM change ORDER BY position DESC LIMIT 1'),
  );

  const decidedAt = (): readonly Instant[] => {
    const last = change();
    const row = last && outboxRowIn(last.body);
    return row === undefined ? [] : [parseInstant(row.kind === 'changes' ? row.decidedAt : row.erasedAt)];
  };

  return () => {
    const arrived = event();
    const known = [...(arrived ? [arrived.arrivedAt] : []), ...decidedAt()];
    return known.length === 0 ? undefined : Math.max(...known);
  };
};
