import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';
import { patron } from './command-line.ts';
import { shop } from './members-shop.ts';
import { storeOfBefore } from './store-of-before.ts';

const { store, catalogue } = shop();

test('a store that keeps no catalogue is read by the one that is given', async () => {
  const folder = newFolder();
  const before = storeOfBefore(store, join(folder, 'before.sqlite'));
  const run = (command: string, ...more: readonly string[]) =>
    patron([command, '--segment', 'recent', '--store', before, ...more]);
  const against = join(folder, 'tool.jsonl');
  writeFileSync(against, '{"id":"ann","sequence":3}\n{"id":"bob","sequence":1}\n{"id":"~tablet","sequence":1}\n');

  const { stdout, stderr } = await run('members');
  expect([stdout, stderr]).toEqual(['', expect.stringContaining('give another with --segments')]);
  const given = ['--segments', catalogue];
  expect((await run('members', '--traits', 'orders.count', ...given)).stdout.trim().split('\n')).toHaveLength(3);
  expect((await run('announce', ...given)).stderr).toContain('3 members of recent announced');
  expect(await run('verify', '--against', against, ...given)).toMatchObject({ status: 0, stdout: '' });
});
