import { beforeAll, describe, expect, test } from 'vitest';
import { questionNames } from '#lib/core/insight/questions.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { patron, workspace } from '#test/cli/command-line.ts';
import { insightOver, latestResults } from './running.ts';
import { fewest, someOfTheShop } from './some-of-the-shop.ts';

const { source, catalogue, lines } = someOfTheShop();

describe('runInsight()', () => {
  const { path, write } = workspace();
  const file = path('shop.sqlite');
  let results: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const events = write('events.jsonl', `${lines.join('\n')}\n`);
    const segments = write('segments.json', JSON.stringify(source));
    const args = ['replay', '--events', events, '--segments', segments, '--out', path('out'), '--store', file];
    const { stderr } = await patron(args);
    if (stderr !== '') throw new Error(stderr);
    const store = openEmbeddedStore(file);
    try {
      const { deps } = insightOver(store, catalogue);
      await runInsight(deps, { parts: 3, minimum: fewest });
      results = await latestResults(deps.objects);
    } finally {
      store.close();
    }
  });

  const cases = [
    ...source.segments.flatMap(({ key }) => [
      { name: `compare/${key}`, args: ['compare', '--segment', key] },
      { name: `places/${key}`, args: ['places', '--segment', key] },
      { name: `words/${key}`, args: ['words', '--segment', key] },
      { name: `persona/${key}`, args: ['persona', '--segment', key] },
      { name: `metrics/${key}`, args: ['metrics', '--segment', key] },
      { name: `months/${key}`, args: ['metrics', '--segment', key, '--every', 'month'] },
    ]),
    ...questionNames.map((name) => ({ name: `questions/${name}`, args: ['compare', '--question', name] })),
    { name: 'places', args: ['places'] },
    { name: 'words', args: ['words'] },
    { name: 'metrics', args: ['metrics'] },
    { name: 'months', args: ['metrics', '--every', 'month'] },
    { name: 'discover', args: ['discover', '--out', path('found.json')] },
  ];

  const parsed = (name: string) =>
    JSON.parse(results.get(name) ?? '') as { readonly lines?: readonly unknown[]; readonly missing?: string };

  test.each(cases)('says of $name what the command prints', async ({ name, args }) => {
    const { stdout, status } = await patron([...args, '--json', '--min', String(fewest), '--store', file]);
    expect(status).toBe(0);
    expect(results.get(name)).toBe(stdout);
  });

  test('finds something: of other people it would say something else', () => {
    const named = ['compare/regulars', 'words', 'places'];
    expect(named.filter((name) => parsed(name).lines?.length === 0)).toEqual([]);
    expect(parsed('questions/abandoned')).toMatchObject({ members: expect.toSatisfy((count) => count > 0) });
  });

  test('says why no model can be fitted, as the command does', async () => {
    const { stderr } = await patron(['fit', '--store', file, '--out', path('model.json')]);
    expect(stderr).toContain(parsed('predictions').missing);
  });

  test('has no other results', () => {
    expect([...results.keys()].toSorted()).toEqual([...cases.map(({ name }) => name), 'predictions'].toSorted());
  });
});
