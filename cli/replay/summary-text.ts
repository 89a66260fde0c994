import type { ReplaySummary } from '#lib/tools/replay/summary.ts';
import { counted, number } from '../output/numbers.ts';

/** The summary of a replay in a few lines. */
export const summaryText = (summary: ReplaySummary): string => {
  const seconds = (summary.elapsedMs / 1000).toFixed(1);
  const conflicts = summary.identityConflicts;
  return [
    `${counted(summary.events, 'event')} in ${seconds} s (${number(summary.eventsPerSecond)} a second):`,
    `  ${number(summary.applied)} applied, ${counted(summary.duplicates, 'duplicate')}, ${number(summary.quarantined)} quarantined` +
      (conflicts === 0 ? '' : `, ${counted(conflicts, 'identity conflict')}`),
    `  ${counted(summary.customers, 'customer')}, ${counted(summary.visitors, 'visitor')}, ${counted(summary.changes, 'change')} of membership`,
  ].join('\n');
};
