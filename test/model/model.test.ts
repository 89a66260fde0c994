import { describe, expect, test } from 'vitest';
import { audit } from './audit.ts';
import { openBoundary } from './boundary.ts';
import { cataloguesOf } from './catalogue.ts';
import { Choices } from './choices.ts';
import { climateOf, everyFault } from './climate.ts';
import { mutants } from './mutants.ts';
import { reportOn } from './report.ts';
import { runWorld } from './run.ts';
import { tryOut, type Subject } from './trial.ts';
import { crowdOf } from './workload.ts';

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

interface Failure {
  readonly subject: Subject;
  readonly complaints: readonly string[];
}

/** The first of some seeds that fails, of Patron as it is or of a mutant. */
const firstFailure = async (most: number, mutant?: string): Promise<Failure | undefined> => {
  for (const seed of seeds(most)) {
    const subject = { seed, mutant };
    const { complaints } = await tryOut(subject);
    if (complaints.length > 0) return { subject, complaints };
  }
  return undefined;
};

describe('Patron in a cloud that does everything a cloud may', () => {
  test('loses nothing and does nothing twice, in 500 worlds', async () => {
    const failure = await firstFailure(500);
    expect(failure && (await reportOn(failure.subject, failure.complaints))).toBeUndefined();
  }, 240_000);

  test('makes one customer of a thousand visitors', async () => {
    const seed = 5;
    const [catalogues, climate, choices] = [cataloguesOf(seed), climateOf(seed), new Choices(seed)];
    const setting = { catalogues, climate, choices, faults: everyFault, boundary: openBoundary };
    const world = await runWorld({ ...setting, workload: crowdOf(1000) });
    expect(await audit(world)).toEqual([]);
    const linked = world.table.items().filter(({ owner }) => owner?.S === 'C#ann');
    expect(linked).toHaveLength(1000);
  }, 240_000);
});

describe('the auditor', () => {
  test.each(Object.keys(mutants))(
    'finds out %s',
    async (mutant) => {
      expect(await firstFailure(2000, mutant)).toBeDefined();
    },
    240_000,
  );
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

describe('reportOn()', () => {
  test('tells how to run a failing seed again, and the shortest trace of it', async () => {
    const subject = { seed: 4, mutant: 'no-condition' };
    const { complaints } = await tryOut(subject);
    const report = await reportOn(subject, complaints);
    expect(report).toContain('Run it again: npm run test:model -- --from 4 --seeds 1 --mutant no-condition');
    const [, entries = ''] = /The shortest trace found, with (\d+) entries/u.exec(report) ?? [];
    expect(Number(entries)).toBe(1);
    expect(report.split('It fails:')[1]).toContain(complaints[0]?.slice(0, 20));
  }, 60_000);
});
