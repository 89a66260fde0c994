import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the demo that the pages are shown over. */
    readonly demo: string;
  }
}

const root = join(import.meta.dirname, '..', '..');

/** Plays the demo once for the whole tier: a year of a shop, decided, with a model. */
export default ({ provide }: TestProject): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'patron-console-'));
  const demo = join(folder, 'demo');
  execFileSync(process.execPath, [join(root, 'cli', 'patron.ts'), 'demo', '--out', demo], { cwd: root });
  provide('demo', demo);
  return () => rmSync(folder, { recursive: true, force: true });
};
