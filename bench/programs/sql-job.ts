/**
 * The job of a nightly warehouse: the tables are there, and memberships are computed again from all events.
 *
 *     node bench/programs/sql-job.ts load DATABASE CATALOGUE UNTIL EVENTS
 *     node bench/programs/sql-job.ts recompute DATABASE CATALOGUE UNTIL
 *     node bench/programs/sql-job.ts memberships DATABASE CATALOGUE UNTIL
 *
 * Prints how long the statements took and how much processor time they used, without the start of the process;
 * `memberships` prints who is in which segments.
 */
import { readFileSync } from 'node:fs';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { membershipLines, runStatements, withDatabase } from '../sql/database.ts';
import { membershipsSql } from '../sql/memberships-sql.ts';

const [step = '', path = '', catalogueFile = '', until = '', events = ''] = process.argv.slice(2);
const sql = membershipsSql(JSON.parse(readFileSync(catalogueFile, 'utf8')) as CatalogueSource, Number(until));

await withDatabase(path, async (database) => {
  if (step === 'memberships') {
    process.stdout.write((await membershipLines(database, sql.segments)).join('\n'));
    return;
  }
  const before = process.cpuUsage();
  const began = performance.now();
  await runStatements(database, step === 'load' ? sql.load(events) : [sql.recompute]);
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(JSON.stringify({ elapsedMs, cpuMs: (user + system) / 1_000 }));
});
