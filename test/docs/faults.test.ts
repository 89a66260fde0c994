import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs/faults.md'), 'utf8');

const rows = page
  .split('\n')
  .filter((line) => /^\| *\d+ *\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number, fault, promise, shownBy]) => ({ number: Number(number), fault, promise, shownBy: shownBy ?? '' }));

const named = [...new Set(rows.flatMap(({ shownBy }) => shownBy.split('<br>')))].filter((cell) => cell !== 'no test');

const sources = new Map<string, string>();
const sourceOf = (file: string): string => {
  const known = sources.get(file) ?? readFileSync(join(root, file), 'utf8');
  sources.set(file, known);
  return known;
};

/** Whether a file has a test of this name, as it is written there: with its placeholders, where it runs for several values. */
const hasTest = (file: string, name: string): boolean =>
  new RegExp(
    `(?:\\btest(?:\\.\\w+)?|\\))\\(\\s*['"\`]${name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}['"\`]`,
  ).test(sourceOf(file));

describe('docs/faults.md', () => {
  test('goes through 67 faults, each with a promise and what shows it', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 67 }, (_, index) => index + 1));
    for (const { fault, promise, shownBy } of rows) expect([fault, promise, shownBy]).not.toContain('');
  });

  test.each(named)('names a test that there is: %s', (cell) => {
    const [, file = '', name = ''] = /^`(test\/[^`]+)` “(.+)”$/.exec(cell) ?? [];
    expect(existsSync(join(root, file)) && file !== '').toBe(true);
    expect(hasTest(file, name)).toBe(true);
  });

  test('would be found out by a name that no test has', () => {
    expect(hasTest('test/docs/faults.test.ts', 'says of every fault')).toBe(false);
  });

  test('says of every fault without a test why', () => {
    const without = rows.filter(({ shownBy }) => shownBy === 'no test').map(({ number }) => number);
    const [, notes = ''] = page.split('## What is not shown');
    for (const number of without) expect(notes).toContain(`(${number})`);
  });
});
