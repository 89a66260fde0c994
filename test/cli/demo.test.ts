import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adjustedRand } from '#lib/core/insight/statistics/adjusted-rand.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { personas } from '#lib/tools/demo/personas.ts';
import type { Discovery } from '#lib/use-cases/insight/discover/discovery.ts';
import { patron, workspace, type Ran } from './command-line.ts';
import { groupsOf, readPeople } from './demo-people.ts';

const out = workspace().path('demo');
let ran: Ran;

beforeAll(async () => {
  ran = await patron(['demo', '--out', out]);
});

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('patron demo', () => {
  test('shows changes with their reasons in no more than 100 columns and without colours', () => {
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const shown = ran.stdout.replaceAll(out, 'OUT');
    expect(widest(shown)).toBeLessThanOrEqual(100);
    expect(shown).not.toContain('\u001B');
    expect(shown).toMatch(/entered .* on .*\n +because/);
  });

  test('has someone in every segment of the default catalogue at some time, and everything that can go wrong', () => {
    const summary: { segments: Record<string, { entered: number }>; identityConflicts: number } = JSON.parse(
      readFileSync(join(out, 'summary.json'), 'utf8'),
    );
    const never = Object.entries(summary.segments).flatMap(([key, { entered }]) => (entered === 0 ? [key] : []));
    // Who is worth much in this shop has soon spent much.
    expect(never).toEqual(['rising-value']);
    expect(summary.identityConflicts).toBe(1);
    const quarantine = readFileSync(join(out, 'quarantine.jsonl'), 'utf8');
    for (const reason of ['unknown-type', 'invalid', 'erased', 'conflict', 'future']) {
      expect(quarantine).toContain(`"reason":"${reason}"`);
    }
    const changes = readFileSync(join(out, 'changes.jsonl'), 'utf8');
    for (const origin of ['live', 'timer', 'merge', 'erasure']) expect(changes).toContain(`"origin":"${origin}"`);
  });

  test('has people in whom discover finds the personas that they are made of', async () => {
    const file = join(out, 'found.json');
    const { stdout } = await patron(['discover', '--store', out, '--max', '5', '--out', file, '--json']);
    expect((JSON.parse(stdout) as Discovery).verdict).toBe('sharp');
    const { made, found } = groupsOf(await readPeople(out), compile(JSON.parse(readFileSync(file, 'utf8'))));
    expect(made.length).toBeGreaterThan(400);
    expect(new Set(found).size).toBe(personas.length);
    expect(adjustedRand(made, found)).toBeGreaterThan(0.95);
  });
});
