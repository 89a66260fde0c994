import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Makes the folder of a run, and removes it with all that the tests left there. */
export default ({ provide }: TestProject): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'patron-tests-'));
  provide('scratch', folder);
  return () => rmSync(folder, { recursive: true, force: true });
};
