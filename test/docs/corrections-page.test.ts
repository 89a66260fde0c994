import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { patron, workspace } from '#test/cli/command-line.ts';
import { read } from './pages.ts';

const { path, write } = workspace();
const page = read('docs/corrections.md');
const root = join(import.meta.dirname, '../..');
const folder = 'docs/snippets/corrections';
const stories = ['order-edits', 'test-order', 'wrong-load', 'must-not-be-known'].map(
  (name) => `${folder}/${name}.json`,
);

interface Line {
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const tellsNothingBack = ({ 'detail-type': type, detail }: Line): boolean =>
  type !== 'EventWithdrawn' && detail['replaces'] === undefined && detail['forget'] === undefined;

/** Replays a load and what undoes it, and gives the summary. */
const undone = async (wrong: readonly object[]): Promise<unknown> => {
  const load = wrong.map((line) => `${JSON.stringify(line)}\n`).join('');
  const undo = execFileSync(process.execPath, [join(root, folder, 'undo-load.mjs')], { input: load });
  const later = undo.toString().replaceAll(/20\d\d-[^"]+Z/g, '2026-11-03T09:00:00Z');
  const out = path('out');
  const lines = write('both.jsonl', load + later);
  expect(await patron(['replay', '--events', lines, '--out', out])).toMatchObject({ status: 0 });
  return JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
};

const longId = (end: string): string => end.padStart(64, 'x');

describe('docs/corrections.md', () => {
  test('shows its stories as they are', () => {
    const shown = [...page.matchAll(/<!-- (docs\S+) -->\n+(?:<!-- prettier-ignore -->\n)?```\w+\n([^]*?\n)```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, text])).toEqual(stories.map((file) => [file, read(file)]));
  });

  test('has stories that hold, and do not hold without what puts them right', async () => {
    expect(await patron(['test', '--segments', `${folder}/segments.json`, ...stories])).toMatchObject({ status: 0 });
    for (const story of stories) {
      const { given, ...rest } = JSON.parse(read(story)) as { given: readonly Line[] };
      const uncorrected = write('story.json', JSON.stringify({ ...rest, given: given.filter(tellsNothingBack) }));
      const { status, stdout } = await patron(['test', '--segments', `${folder}/segments.json`, uncorrected]);
      expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining('should have') });
    }
  });

  test('undoes a load, line by line', async () => {
    const { given } = JSON.parse(read(stories[2] as string)) as { given: readonly object[] };
    expect(await undone(given.slice(0, 1))).toMatchObject({
      applied: 2,
      quarantined: 0,
      replaced: 1,
      unmetReplacements: 0,
    });
  });

  test('undoes events with the longest ids, and links nobody whom the load did not link', async () => {
    const [time, occurredAt] = ['2026-11-02T09:00:00Z', '2026-11-02T08:00:00Z'];
    const visit = (detail: object) => ({ time, source: 'shop.history', 'detail-type': 'VisitMade', detail });
    const wrong = [
      visit({ eventId: longId('1'), anonymousId: 'phone', occurredAt }),
      visit({ eventId: longId('2'), customerId: 'ann', occurredAt }),
      visit({ eventId: longId('3'), customerId: 'ann', anonymousId: 'phone', occurredAt: '2036-11-02T08:00:00Z' }),
    ];
    expect(await undone(wrong)).toMatchObject({ applied: 5, quarantined: 1, replaced: 2, visitors: 1, customers: 1 });
  });
});
