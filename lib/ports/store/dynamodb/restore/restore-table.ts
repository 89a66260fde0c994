import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { cataloguePartition, deploymentPartition } from '../../table-keys.ts';
import { keyOf, type Item } from '../item.ts';
import type { Table } from '../table.ts';
import { restorePage, type Finding, type PageDeps, type RestoreCounts } from './restore-page.ts';

/** The tables and settings of a restore, and the listeners to its progress. */
export interface RestoreDeps extends PageDeps {
  /** Called with the people who cannot be repaired, once for each. */
  readonly report: (findings: readonly Finding[]) => Promise<void>;
  readonly progress?: (counts: Readonly<RestoreCounts>) => void;
}

/** The number of parts of the table that are read side by side, each by pages of at most 1 MB. */
const parts = 4;

/** The catalogues and numbers of a table are those of its own deployments. */
const ofDeployments: ReadonlySet<string> = new Set([cataloguePartition, deploymentPartition]);

const isOfPersons = (item: Item): boolean => !ofDeployments.has(keyOf(item).partition);

async function* pagesOf({ client, tableName: TableName }: Table, part: number): AsyncIterable<readonly Item[]> {
  const scan = { TableName, Segment: part, TotalSegments: parts, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, scan)) yield Items.filter(isOfPersons);
}

/** Reports each person once, however many pages name them. Such people are few. */
const reportingOnce = ({ report }: RestoreDeps) => {
  const reported = new Set<PersonKey>();
  return async (findings: readonly Finding[]): Promise<void> => {
    const fresh = findings.filter(({ person }) => !reported.has(person));
    for (const { person } of fresh) reported.add(person);
    if (fresh.length > 0) await report(fresh);
  };
};

/**
 * Puts every row that the serving table lacks back from a table as it was at an earlier instant, and never overwrites one.
 * Rows of people who have been erased since, and expired rows, are left out. Rows that were announced are not announced
 * again unless they were decided since `announceSince`.
 *
 * Events may flow in the meantime. Running it again does nothing twice, so a run that was interrupted is simply repeated.
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
