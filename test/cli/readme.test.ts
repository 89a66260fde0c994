import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapsing } from '../../docs/snippets/lapsing-regular.ts';
import { wishlistChanged } from '../../docs/snippets/wishlist-changed.ts';
import { patron, shell, workspace } from './command-line.ts';

const { path } = workspace();
const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');

const json = (file: string): unknown => JSON.parse(read(file));

describe('README.md', () => {
  test.each(['README.md', 'docs/runbook.md'])('%s links to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  test('shows its snippets as they are', () => {
    const shown = [...readme.matchAll(/<!-- (\S+) -->\n+```\w+\n([^]*?)\n```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, `${text}\n`])).toEqual(
      shown.map(([, file = '']) => [file, read(file)]),
    );
    expect(shown).toHaveLength(3);
  });

  test('names only scripts that there are', () => {
    const { scripts } = json('package.json') as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('has a first replay that makes the change it shows', async () => {
    const [, command = ''] = /```sh\n(npm run --silent patron -- replay [^]*?)\ncat/.exec(readme) ?? [];
    const ran = await shell(command.replace('out/first', path('first')));
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const changes = readFileSync(join(path('first'), 'changes.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(changes.map((line): unknown => JSON.parse(line))).toEqual([json('docs/snippets/first-change.json')]);
  });

  test('has a segment in TypeScript that is the one in JSON, and that can be checked', async () => {
    expect(lapsing).toEqual(json('docs/snippets/lapsing-regular.json'));
    expect(await patron(['check', '--segments', 'docs/snippets/lapsing-regular.json'])).toMatchObject({ status: 0 });
  });

  test('has a new event that takes what fits and names what does not', () => {
    const detail = { eventId: 'w-1', customerId: 'cust-42', occurredAt: '2026-11-02T09:12:00Z', sku: 'HO-01' };
    expect(wishlistChanged.read({ ...detail, change: 'added' })).toHaveProperty('event');
    expect(wishlistChanged.read({ ...detail, change: 'lost' })).toMatchObject({ fault: { field: 'change' } });
  });
});
