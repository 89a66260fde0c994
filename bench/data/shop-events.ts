import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acceptEntry } from '#events/accept-entry.ts';
import { importRows, loadMapping } from '#lib/tools/import/import-export.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { openEvents } from '#cli/input/open-events.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import type { Report } from '../benchmark.ts';
import { cached, project } from './cache.ts';

/** A real shop's export and how it becomes events. */
interface Export {
  readonly from: string;
  readonly mapping: string;
}

const exports = {
  'online-retail': { from: '../shared/data/online-retail/online-retail-even.csv.gz', mapping: 'online-retail' },
  olist: { from: '../shared/data/olist-sample/olist_orders_dataset.csv', mapping: 'olist' },
} as const satisfies Record<string, Export>;

type ShopName = keyof typeof exports;

/**
 * The file of a real shop's events, one a line, made by `import` with the mapping that Patron ships and kept in the cache.
 *
 * @throws {Error} where the shop's export is not there.
 */
export const shopFile = async (name: ShopName): Promise<string> => {
  const { from, mapping } = exports[name];
  const source = join(project, from);
  if (!existsSync(source))
    throw new Error(
      `Cannot measure on the events of ${name}: there is no ${from} beside the project; --events FILE takes others`,
    );
  const mappingFile = join(project, 'lib', 'tools', 'import', 'mappings', `${mapping}.json`);
  return cached(`${name}.jsonl`, [source, mappingFile], async (out) =>
    importRows({ from: source, mapping: await loadMapping(mappingFile), out }),
  );
};

/** Events to measure on. */
export interface Shop {
  readonly name: string;
  readonly file: string;
}

/**
 * The real shops of these names, or the events that were asked for in their place, under the name `own`.
 *
 * @throws {Error} where a shop's export is not there and nothing else was asked for.
 */
export const realShops = async (
  { events }: Pick<Report, 'events'>,
  names: readonly ShopName[],
): Promise<readonly Shop[]> => {
  if (events !== undefined) return [{ name: 'own', file: events }];
  return Promise.all(names.map(async (name) => ({ name, file: await shopFile(name) })));
};

/** The lines of a file of events, plain or packed by gzip. */
export const linesOf = async (file: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  const { chunks } = await openEvents(file);
  for await (const block of readLines(chunks)) lines.push(...block.filter((line) => line !== ''));
  return lines;
};

/** An event with its person and its arrival, as `apply` takes it. */
export interface PersonsEvent {
  readonly person: string;
  readonly arrived: ArrivedEvent;
}

/**
 * Parses and accepts a line.
 *
 * @throws {Error} where it is not an event: all of a benchmark's events are good.
 */
export const acceptLine = (line: string): PersonsEvent => {
  const entry = JSON.parse(line) as { readonly time: string };
  const accepted = acceptEntry(entry);
  if (!accepted.ok) throw new Error(`Cannot take a line as an event: ${accepted.refusal.message}`);
  const { customerId, anonymousId } = accepted.event.detail;
  return {
    person: customerId ?? `~${anonymousId ?? ''}`,
    arrived: { event: accepted.event, arrivedAt: Date.parse(entry.time) },
  };
};
