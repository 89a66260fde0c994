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

/** Imports an export by a mapping that comes with Patron. */
const imported = async (from: string, mapping: string): Promise<readonly string[]> => {
  const loaded = await loadMapping(join(root, 'lib/tools/import/mappings', `${mapping}.json`));
  const out = join(newFolder(), 'events.jsonl');
  await importRows({ from, mapping: loaded, out });
  return (await readFile(out, 'utf8')).split('\n').filter((line) => line !== '');
};

/** The orders of a real shop over a year as events, of the half of its customers with an even number. */
export const onlineRetailEvents = (): Promise<readonly string[]> =>
  imported(realData('online-retail', 'online-retail-even.csv.gz'), 'online-retail');

/** The orders and the reviews, in Portuguese, of the customers of a real marketplace as events. */
export const olistEvents = (): Promise<readonly string[]> =>
  imported(realData('olist-sample', 'olist_orders_dataset.csv'), 'olist');
