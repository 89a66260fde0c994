import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';

const { path, events, old, next, store } = shop();

interface Line {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly asOf: string;
}

/** The lines of profiles.jsonl of a replay that runs on until an instant. */
const profilesAt = async (until: string): Promise<readonly Line[]> => {
  const out = path(`until-${until.replaceAll(':', '-')}`);
  const ran = await patron(['replay', '--events', events, '--segments', old, '--until', until, '--out', out]);
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  const lines = readFileSync(join(out, 'profiles.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
};

const exported = async (id: readonly string[], at: string, segments = old): Promise<Record<string, unknown>> => {
  const { status, stdout } = await patron(['export', ...id, '--store', store, '--segments', segments, '--at', at]);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('patron export --at', () => {
  test.each([
    ['the last arrival', '2026-03-01T12:00:00.000Z'],
    ['a millisecond before a window ends', '2026-03-22T11:59:59.999Z'],
    ['the instant at which a window ends', '2026-03-22T12:00:00.000Z'],
    ['years later', '2029-01-01T00:00:00.000Z'],
  ])('lets time run to %s, as a replay until then does', async (_when, at) => {
    for (const { asOf, customerId, anonymousId = '', ...profile } of await profilesAt(at)) {
      const id = customerId === undefined ? ['--anonymous', anonymousId] : ['--customer', customerId];
      expect(await exported(id, at)).toMatchObject({ asOf, profile });
    }
  });

  test('writes nothing, and lists only the changes that are written', async () => {
    const before = readFileSync(store);
    const { profile, changes } = await exported(['--customer', 'cleo'], '2029-01-01T00:00:00Z');
    expect(profile).toMatchObject({ segments: [], sequence: 2 });
    expect(changes).toHaveLength(1);
    expect(readFileSync(store).equals(before)).toBe(true);
  });

  test('leaves segments as they were decided by another catalogue', async () => {
    const { profile } = await exported(['--customer', 'cleo'], '2029-01-01T00:00:00Z', next);
    expect(profile).toMatchObject({ segments: [{ key: 'recent' }], sequence: 1 });
  });
});
