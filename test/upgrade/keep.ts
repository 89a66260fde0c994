/**
 * Keeps what this version stores of a few people, for all later versions to read. Run it once for a release, before the
 * version in package.json rises:
 *
 *     node_modules/.bin/node test/upgrade/keep.ts test/upgrade/kept/VERSION.json
 */
import { writeFileSync } from 'node:fs';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { takeLines, useCasesOver } from './kept.ts';

const seed = 7;

/** Two visitors who became customers, a visitor who did not, two customers, and one who was erased. */
const people = /"(?:cust-29|visitor-29|cust-275|visitor-275|cust-202|cust-139|visitor-152|cust-33)"/;

const [file = ''] = process.argv.slice(2);
const lines = shopYear(seed).filter((line) => people.test(line));
const table = new MemoryTable();
const catalogue = compile(defaultCatalogue, 1);
await takeLines(useCasesOver(table, catalogue), lines);
const readable = ({ B, ...value }: AttributeValue) =>
  B === undefined ? value : { B: { base64: Buffer.from(B).toString('base64') } };
const items = table
  .items()
  .map((item) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, readable(value)])));
writeFileSync(file, `${JSON.stringify({ catalogue: defaultCatalogue, deployment: 1, lines, items })}\n`);
