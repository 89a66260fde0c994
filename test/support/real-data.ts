import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importRows, loadMapping } from '#lib/tools/import/import-export.ts';
import { newFolder } from './folder.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '..', 'shared', 'data');

/** A file of real data, which lies beside the project. */
export const realData = (...names: readonly string[]): string => join(folder, ...names);

/** Whether real data may be left untested: elsewhere it may be absent, in CI that is a failure. */
export const lacksRealData = !existsSync(folder) && process.env['CI'] !== 'true';

if (lacksRealData) console.warn(`SKIPPED: there is no ${folder}, so real shops stay untested`);

/** The orders of a real shop over a year as events, of the half of its customers with an even number. */
export const onlineRetailEvents = async (): Promise<readonly string[]> => {
  const from = realData('online-retail', 'online-retail-even.csv.gz');
  const mapping = await loadMapping(join(root, 'lib/tools/import/mappings/online-retail.json'));
  const out = join(newFolder(), 'events.jsonl');
  await importRows({ from, mapping, out });
  return (await readFile(out, 'utf8')).split('\n').filter((line) => line !== '');
};
