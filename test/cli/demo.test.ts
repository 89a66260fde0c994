import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { personas } from '#lib/tools/demo/personas.ts';
import type { Discovery } from '#lib/use-cases/insight/discover/discovery.ts';
import { patron, workspace, type Ran } from './command-line.ts';

const out = workspace().path('demo');
let ran: Ran;

beforeAll(async () => {
  ran = await patron(['demo', '--out', out]);
});

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

const percentOf = (name: string) => personas.find((persona) => persona.name === name)?.percent;

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
    const never = Object.entries(summary.segments).filter(([, { entered }]) => entered === 0);
    expect(never).toEqual([]);
    expect(summary.identityConflicts).toBe(1);
    const quarantine = readFileSync(join(out, 'quarantine.jsonl'), 'utf8');
    for (const reason of ['unknown-type', 'invalid', 'erased', 'conflict', 'future']) {
      expect(quarantine).toContain(`"reason":"${reason}"`);
    }
    const changes = readFileSync(join(out, 'changes.jsonl'), 'utf8');
    for (const origin of ['live', 'timer', 'merge', 'erasure']) expect(changes).toContain(`"origin":"${origin}"`);
  });

  test('has people in whom discover finds personas that they are made of', async () => {
    const { stdout } = await patron(['discover', '--store', out, '--out', `${out}/found.json`, '--json']);
    const { verdict, groups } = JSON.parse(stdout) as Discovery;
    const found = groups.map(({ key, members }) => [key, Math.round(members / 3)]);
    expect(verdict).toBe('sharp');
    expect(found).toEqual([
      ['other-customers', expect.any(Number)],
      [
        'bargain-hunters',
        expect.toSatisfy((percent: number) => Math.abs(percent - Number(percentOf('bargain hunter'))) <= 1),
      ],
      ['window-shoppers', percentOf('window shopper')],
    ]);
  });
});
