import type { ReplaySummary } from '#lib/tools/replay/summary.ts';

const shown = (count: number): string => count.toLocaleString('en');

/** `1 customer`, `1,234 customers` */
export const counted = (count: number, noun: string): string => `${shown(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What a replay brought, in a few lines. */
export const summaryText = (summary: ReplaySummary): string => {
  const seconds = (summary.elapsedMs / 1000).toFixed(1);
  const conflicts = summary.identityConflicts;
  return [
    `${counted(summary.events, 'event')} in ${seconds} s (${shown(summary.eventsPerSecond)} a second):`,
    `  ${shown(summary.applied)} applied, ${counted(summary.duplicates, 'duplicate')}, ${shown(summary.quarantined)} quarantined` +
      (conflicts === 0 ? '' : `, ${counted(conflicts, 'identity conflict')}`),
    `  ${counted(summary.customers, 'customer')}, ${counted(summary.visitors, 'visitor')}, ${counted(summary.changes, 'change')} of membership`,
  ].join('\n');
};
