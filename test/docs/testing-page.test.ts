import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { patron, workspace } from '#test/cli/command-line.ts';
import { codeBlocks, read } from './pages.ts';

const { write } = workspace();
const page = read('docs/testing-segments.md');
const root = join(import.meta.dirname, '../..');
const [catalogue, story, example] = ['lapsing-regular.json', 'a-regular-lapses.json', 'lapsing-regular.story.ts'].map(
  (file) => `docs/snippets/${file}`,
) as [string, string, string];

describe('docs/testing-segments.md', () => {
  test('shows its snippets as they are', () => {
    const shown = [...page.matchAll(/<!-- (docs\S+) -->\n+(?:<!-- prettier-ignore -->\n)?```\w+\n([^]*?\n)```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, text])).toEqual(
      [story, example].map((file) => [file, read(file)]),
    );
  });

  test('has a story that holds, and shows what one that does not is told', async () => {
    expect(await patron(['test', '--segments', catalogue, story])).toMatchObject({ status: 0 });
    const late = write('late.json', read(story).replace('09:12:00Z", "entered"', '09:13:00Z", "entered"'));
    const { stdout } = await patron(['test', '--segments', catalogue, late]);
    expect(codeBlocks(page)).toContain(stdout.replace(late, story).trimEnd().concat('\n'));
  });

  test('has a test that passes in Node’s own runner', async () => {
    const run = promisify(execFile)(process.execPath, ['-C', 'patron-source', example], { cwd: root });
    expect((await run).stdout).toMatch(/pass 2\n[^]*fail 0\n/);
  });
});
