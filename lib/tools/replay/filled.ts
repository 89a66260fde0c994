import type { OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import type { NotUnderstood } from '../understanding/understanding.ts';
import type { CountsBySegment } from './change-journal.ts';
import type { ProfileCounts } from './write-profiles.ts';

/** What events have left in a store, and in the files beside it. */
export interface FilledCounts {
  readonly tally: OutcomeCounts;
  readonly countsBySegment: CountsBySegment;
  readonly profiles: ProfileCounts;
  readonly linksToCustomers: number;
}

/** What came of all events. */
export interface Filled extends FilledCounts {
  readonly notUnderstood: NotUnderstood;
  readonly erasures: number;
}
