import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Item } from '../item.ts';
import type { Table } from '../table.ts';
import { restorePage, type Finding, type PageDeps, type RestoreCounts } from './restore-page.ts';

export interface RestoreDeps extends PageDeps {
  /** Called with people who cannot be set right, each once. */
  readonly report: (findings: readonly Finding[]) => Promise<void>;
  readonly progress?: (counts: Readonly<RestoreCounts>) => void;
}

/** Parts of the table that are read side by side, a page of at most 1 MB of each at a time. */
const parts = 4;

async function* pagesOf({ client, tableName: TableName }: Table, part: number): AsyncIterable<readonly Item[]> {
  const scan = { TableName, Segment: part, TotalSegments: parts, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, scan)) yield Items;
}

/** Tells of each person once, however many pages name it. Such people are few. */
const reportingOnce = ({ report }: RestoreDeps) => {
  const reported = new Set<PersonKey>();
  return async (findings: readonly Finding[]): Promise<void> => {
    const fresh = findings.filter(({ person }) => !reported.has(person));
    for (const { person } of fresh) reported.add(person);
    if (fresh.length > 0) await report(fresh);
  };
};

/**
 * Puts back into the table that serves every row that it lacks of a table as it was at an earlier instant, and never
 * writes over one. Nothing comes back of people who are erased by now, nor what is past the end of its time. What was
 * announced is not announced again, unless it was decided since `tellSince`.
 *
 * Events may flow meanwhile. Done again it does nothing twice, so that one which was interrupted is begun anew.
 */
export const restoreTable = async (deps: RestoreDeps): Promise<RestoreCounts> => {
  const counts: RestoreCounts = { rows: 0, present: 0, restored: 0, withheld: 0, expired: 0, people: 0 };
  const report = reportingOnce(deps);
  const restorePart = async (_: unknown, part: number): Promise<void> => {
    for await (const items of pagesOf(deps.from, part)) {
      await report(await restorePage(deps, items, counts));
      deps.progress?.(counts);
    }
  };
  await Promise.all(Array.from({ length: parts }, restorePart));
  return counts;
};
