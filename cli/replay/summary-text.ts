import type { ReplaySummary } from '#lib/tools/replay/summary.ts';
import { notUnderstoodLines } from '#lib/tools/understanding/understanding.ts';
import { counted, number } from '../output/numbers.ts';

const linkLines = ({ linksToCustomers }: ReplaySummary): readonly string[] =>
  linksToCustomers === 0
    ? []
    : [`Likely a mistake: ${counted(linksToCustomers, 'link')} of a visitor who has the id of a customer`];

/** What became of the events; what is rare only where it occurred. */
const outcomeText = (summary: ReplaySummary): string => {
  const { identityConflicts, replaced, unmetReplacements } = summary;
  return [
    `${number(summary.applied)} applied`,
    counted(summary.duplicates, 'duplicate'),
    `${number(summary.quarantined)} quarantined`,
    ...(identityConflicts === 0 ? [] : [counted(identityConflicts, 'identity conflict')]),
    ...(replaced === 0 ? [] : [`${number(replaced)} replaced`]),
    ...(unmetReplacements === 0 ? [] : [`${number(unmetReplacements)} to be replaced that never came`]),
  ].join(', ');
};

/** The summary of a replay in a few lines. */
export const summaryText = (summary: ReplaySummary): string => {
  const seconds = (summary.elapsedMs / 1000).toFixed(1);
  return [
    `${counted(summary.events, 'event')} in ${seconds} s (${number(summary.eventsPerSecond)} a second):`,
    `  ${outcomeText(summary)}`,
    `  ${counted(summary.customers, 'customer')}, ${counted(summary.visitors, 'visitor')}, ${counted(summary.changes, 'change')} of membership`,
  ].join('\n');
};

/** What Patron did not understand, in lines of which each ends; empty where it understood all. */
export const notUnderstoodText = (summary: ReplaySummary, currency: string): string =>
  [...notUnderstoodLines(summary, currency), ...linkLines(summary)].map((line) => `${line}\n`).join('');
