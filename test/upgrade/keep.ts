/**
 * Keeps what this version stores of a few people, in a table and in a database, for all later versions to read. Run it once
 * for a release, before the version in package.json rises:
 *
 *     node_modules/.bin/node test/upgrade/keep.ts VERSION
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { dumpOf } from './database-dump.ts';
import { fill, storeOn, useCasesOver, type Said } from './kept.ts';

const seed = 7;

/** Two visitors who became customers, a visitor who did not, two customers, and one who was erased. */
const people = /"(?:cust-152|visitor-152|cust-16|visitor-16|cust-322|cust-109|visitor-327|cust-33)"/;

const lines = shopYear(seed).filter((line) => people.test(line));

const details = lines.map((line) => (JSON.parse(line) as { detail: Readonly<Record<string, string>> }).detail);

const eventIdsOf = (person: string): readonly string[] =>
  details.filter(({ customerId }) => customerId === person).map(({ eventId }) => String(eventId));

/** The events by which visitors turned out to be a customer. */
const linksOf = (person: string): readonly string[] =>
  details
    .filter(({ customerId, anonymousId }) => customerId === person && anonymousId !== undefined)
    .map(({ eventId }) => String(eventId));

const replacedOf = (id: string) =>
  [`C#${id}`, [...new Set([...eventIdsOf(id).slice(0, 2), ...linksOf(id).slice(0, 1)])]] as const;

/** The first events of some people with the one that linked a visitor, and one that has not come. */
const said: Said = {
  catalogue: defaultCatalogue,
  deployment: 1,
  lines,
  replaced: ['cust-152', 'cust-322', 'cust-16'].map(replacedOf),
  named: [['C#cust-109', `again-${eventIdsOf('cust-109')[0]}`]],
};

const catalogue = compile(defaultCatalogue, said.deployment);
const kept = { deployment: said.deployment, source: defaultCatalogue };

const readable = ({ B, ...value }: AttributeValue) =>
  B === undefined ? value : { B: { base64: Buffer.from(B).toString('base64') } };

const keptItems = async (): Promise<readonly object[]> => {
  const table = new MemoryTable();
  await fill(useCasesOver(storeOn(table), catalogue), said);
  await dynamoDbCatalogues(table).keep(kept);
  return table
    .items()
    .map((item) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, readable(value)])));
};

const keptDatabase = async (): Promise<object> => {
  const folder = mkdtempSync(join(tmpdir(), 'patron-keep-'));
  const path = join(folder, 'store.sqlite');
  const store = openEmbeddedStore(path);
  await fill(useCasesOver(store, catalogue), said);
  await store.catalogues.keep(kept);
  // Some changes are published, the others wait.
  store.published(store.unpublished(10).at(-1)?.position ?? 0);
  store.close();
  const dump = dumpOf(path);
  rmSync(folder, { recursive: true });
  return dump;
};

const [version = ''] = process.argv.slice(2);
const write = (folder: string, json: object): void =>
  writeFileSync(new URL(`${folder}/${version}.json`, import.meta.url), `${JSON.stringify(json)}\n`);
write('kept', { ...said, items: await keptItems() });
write('kept-databases', await keptDatabase());
