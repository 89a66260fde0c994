import type { Retention } from '#lib/ports/store/dynamodb/table.ts';
import type { Environment } from './environment.ts';

/** The days for which the deployment keeps rows. */
export const retentionFrom = ({
  QUARANTINE_DAYS: quarantineDays,
  CHANGES_DAYS: changeDays,
}: Environment<'QUARANTINE_DAYS' | 'CHANGES_DAYS'>): Retention => ({ quarantineDays, changeDays });
