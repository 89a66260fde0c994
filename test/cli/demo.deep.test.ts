import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const { path } = workspace();

describe('patron demo', () => {
  test('makes the same year each time', async () => {
    for (const name of ['one', 'two']) {
      expect(await patron(['demo', '--out', path(name)])).toMatchObject({ status: 0, stderr: '' });
    }
    for (const file of ['events.jsonl', 'changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl']) {
      expect(readFileSync(join(path('one'), file)).equals(readFileSync(join(path('two'), file)))).toBe(true);
    }
  });
});
