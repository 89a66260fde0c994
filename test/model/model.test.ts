import { describe, expect, test } from 'vitest';
import { firstFailure } from './first-failure.ts';
import { reportOn } from './report.ts';
import { tryOut } from './trial.ts';

/** A few of every kind; `npm run test:model` runs as many as are asked for. */
const worlds = 30;

describe('Patron in a cloud that does everything a cloud may', () => {
  test('loses nothing and does nothing twice, in any world', async () => {
    const failure = await firstFailure(worlds);
    expect(failure && (await reportOn(failure.subject, failure.complaints))).toBeUndefined();
  });
});

describe('the auditor', () => {
  test.each([
    'no-condition',
    'acknowledging-failures',
    'later-links-win',
    'publishing-before-commit',
    'forgetting-names',
    'numbers-as-text',
  ])('finds out %s', async (mutant) => {
    expect(await firstFailure(worlds, mutant)).toBeDefined();
  });
});

describe('tryOut()', () => {
  test('does the same again for the same seed', async () => {
    const traces = await Promise.all(
      [7, 7].map(async (seed) => {
        const lines: string[] = [];
        const { choices } = await tryOut({ seed }, undefined, (line) => void lines.push(line));
        return { lines, choices };
      }),
    );
    expect(traces[0]?.lines.length).toBeGreaterThan(20);
    expect(traces[1]).toEqual(traces[0]);
  });

  test('refuses a mutant that it does not know', async () => {
    await expect(tryOut({ seed: 1, mutant: 'kind' })).rejects.toThrow(
      'Cannot run kind as a mutant: current value is none',
    );
  });
});

/** `profile` of `  profile: C#ann is …` */
const ruleOf = (complaint: string): string => complaint.trim().split(':')[0] ?? '';

describe('reportOn()', () => {
  test('tells how to run a failing seed again, and the shortest trace of it', async () => {
    const subject = { seed: 14, mutant: 'no-condition' };
    const { complaints } = await tryOut(subject);
    const report = await reportOn(subject, complaints);
    expect(report).toContain('Run it again: npm run test:model -- --from 14 --seeds 1 --mutant no-condition');
    const [, entries = ''] = /The shortest trace found, with (\d+) entries/u.exec(report) ?? [];
    expect(Number(entries)).toBe(2);
    const broken = new Set(complaints.map(ruleOf));
    const stillBroken = report.split('It fails:\n')[1]?.split('\n').map(ruleOf) ?? [];
    expect(stillBroken.filter((rule) => broken.has(rule))).not.toEqual([]);
  });
});
