import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';

const { path, write, old, store } = shop();

const mappingOf = (more: object = {}): string =>
  JSON.stringify({
    source: 'shop.till',
    tables: { orders: {}, people: { file: 'people.csv', key: 'id' } },
    events: [
      {
        type: 'VisitMade',
        eventId: '{id}',
        customerId: '{id}',
        time: { at: '{day}', format: 'YYYY-MM-DD' },
        detail: {},
      },
    ],
    ...more,
  });

const importing = (folder: string) => {
  mkdirSync(path(folder));
  const files = {
    from: write(join(folder, 'orders.csv'), 'id,day\n1,2026-03-01\n'),
    people: write(join(folder, 'people.csv'), 'id,name\n1,Ann\n'),
    mapping: write(join(folder, 'mapping.json'), mappingOf()),
  };
  return { ...files, args: ['import', '--from', files.from, '--mapping', files.mapping] };
};

describe('patron import', () => {
  test.each(['from', 'people', 'mapping'] as const)(
    'does not write its events over the file of --%s',
    async (which) => {
      const { args, ...files } = importing(`over-${which}`);
      const before = readFileSync(files[which], 'utf8');
      const { status, stderr } = await patron([...args, '--out', files[which]]);
      expect({ status, after: readFileSync(files[which], 'utf8') }).toEqual({ status: 1, after: before });
      expect(stderr).toMatch(/^patron import: Cannot read \S+ and write \S+: they are the same file\n$/);
    },
  );

  test('writes over a file that it does not read', async () => {
    const { args, from } = importing('over-none');
    const out = write('over-none/events.jsonl', 'of an earlier import');
    expect(await patron([...args, '--out', out])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(dirname(from), 'events.jsonl'), 'utf8')).toContain('"eventId":"1"');
  });
});

describe.each([
  ['redrive', []],
  ['backfill', ['--deployment', '2']],
])('patron %s', (command, more) => {
  test.each([
    ['the store', store],
    ['the catalogue', old],
  ])('does not write its changes over %s', async (_what, file) => {
    const before = readFileSync(file);
    const args = [command, ...more, '--store', store, '--segments', old, '--changes', file];
    const { status, stderr } = await patron(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/they are the same file\n$/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});
