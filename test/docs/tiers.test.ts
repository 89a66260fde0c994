import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const files = globSync('test/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('tiers.test.ts'));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const isTest = (file: string): boolean => file.endsWith('.test.ts');

describe('the tiers of tests', () => {
  test('have every property with more draws in the deep tier, under the name of properties or of that tier', () => {
    const drawing = files.filter((file) => isTest(file) && textOf(file).includes("from '#test/support/runs.ts'"));
    expect(drawing.length).toBeGreaterThan(10);
    expect(drawing.filter((file) => !/\.(?:properties|deep)\.test\.ts$/.test(file))).toEqual([]);
  });

  // Files share modules, so that a hook of such a module would hold for the first of them alone.
  test('have no hook in a module that several files share', () => {
    const hooked = files.filter((file) => !isTest(file) && /^(?:before|after)(?:All|Each)\(/m.test(textOf(file)));
    expect(hooked).toEqual([]);
  });

  test('leave chance and time limits out of properties', () => {
    expect(files.filter((file) => /interruptAfter|skipAllAfter|Math\.random/.test(textOf(file)))).toEqual([]);
  });
});
