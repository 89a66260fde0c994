import { globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { checkSettings } from '#infra/settings/check-settings.ts';
import { destinationTools } from '#infra/settings/destination.ts';
import { onSegmentChange } from '#lib/tools/consume/consume.ts';
import { entryOf, type Said } from '#test/tools/consume/entries.ts';
import { codeBlocks, read } from './pages.ts';

const pages = globSync('docs/destinations/*.md').toSorted();
const headings = ['Here', 'How to see that it works', 'What is not carried over', 'Can it count twice?'];

const stageIn = (page: string) =>
  codeBlocks(read(page)).find((block) => block.includes('"destinations"')) ?? 'no destinations';

const toolOf = (page: string): string => String(JSON.parse(stageIn(page)).destinations[0].tool);

describe.each(pages)('%s', (page) => {
  test('answers what everybody asks', () => {
    const found = new Set([...read(page).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading));
    expect(headings.filter((heading) => !found.has(heading))).toEqual([]);
  });

  test('has settings that a deployment takes', () => {
    const given = { name: 'shop', catalogue: 'default', producers: [], ...JSON.parse(stageIn(page)) };
    expect(checkSettings(given, page).destinations).toHaveLength(1);
  });

  test('shows its snippets as they are', () => {
    const shown = [...read(page).matchAll(/<!-- (docs\S+) -->\n+```\w+\n([^]*?\n)```/g)];
    for (const [, file = '', code = ''] of shown) expect(code).toBe(read(file));
    expect(shown).toHaveLength(page.endsWith('klaviyo.md') ? 1 : 0);
  });
});

test('every tool has a page, which docs/deploy.md names', () => {
  expect(pages.map(toolOf).toSorted()).toEqual([...destinationTools].toSorted());
  for (const page of pages) expect(read('docs/deploy.md')).toContain(`](${page.replace('docs/', '')})`);
});

describe('docs/snippets/klaviyo-properties.ts', () => {
  const properties = new Map<string, unknown>();
  const server = createServer((request, response) => {
    const set = async () => {
      const { external_id: person, properties: values } = JSON.parse(await text(request)).data.attributes;
      for (const [name, value] of Object.entries(values)) properties.set(`${person} ${name}`, value);
      response.writeHead(request.url === '/api/profile-import' ? 201 : 404).end();
    };
    void set();
  });
  afterAll(() => void server.close());

  test('keeps who is in, in whatever order changes come and however often', async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    process.env['KLAVIYO_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { keepProperty } = await import('../../docs/snippets/klaviyo-properties.ts');
    const consume = onSegmentChange({ state: new Map(), segments: ['buyers', 'lapsed'], handle: keepProperty });
    const changes: readonly (readonly [string, number, Said])[] = [
      ['ada', 3, '-buyers'],
      ['ada', 1, '+buyers'],
      ['ada', 4, '+lapsed'],
      ['ada', 3, '-buyers'],
      ['bob', 2, '+buyers'],
      ['bob', 1, '-buyers'],
      ['~guest', 1, '+buyers'],
      ['ada', 4, '=lapsed'],
    ];
    for (const change of changes) await consume(entryOf(...change));
    expect(Object.fromEntries(properties)).toEqual({
      'ada in_buyers': false,
      'ada in_lapsed': true,
      'bob in_buyers': true,
    });
  });
});
