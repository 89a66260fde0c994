import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';
import { read } from '#test/docs/pages.ts';
import { patron } from './command-line.ts';

const folder = newFolder();

const written = async (...args: readonly string[]): Promise<readonly string[]> => {
  const out = join(folder, 'made', 'on', 'the', 'way', String(args.length));
  const { status, stderr, stdout } = await patron(['schemas', '--out', out, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const names = readdirSync(out).toSorted();
  expect(stdout).toBe(`Wrote ${names.length} files to ${out}.\n`);
  for (const name of names) expect(readFileSync(join(out, name), 'utf8')).toBe(read(`docs/schemas/${name}`));
  return names;
};

describe('patron schemas', () => {
  test('writes the JSON Schema of each event as docs/schemas has it', async () => {
    const names = await written();
    expect(names).toHaveLength(21);
    expect(names).toEqual(expect.arrayContaining(['purchase-made.json', 'segment-entered.json']));
  });

  test('writes the AsyncAPI document where it is asked for', async () => {
    expect(await written('--asyncapi')).toContain('asyncapi.json');
  });

  test('writes the OpenAPI document where it is asked for', async () => {
    const names = await written('--asyncapi', '--openapi');
    expect(names).toEqual(expect.arrayContaining(['asyncapi.json', 'openapi.json']));
  });

  test('says where it cannot write', async () => {
    const file = join(import.meta.dirname, 'schemas.test.ts');
    const { status, stderr } = await patron(['schemas', '--out', file]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^patron schemas: [^\n]+\n$/);
  });
});
