import { describe, expect, test } from 'vitest';
import { audit } from './audit.ts';
import { openBoundary } from './boundary.ts';
import { cataloguesOf } from './catalogue.ts';
import { Choices } from './choices.ts';
import { climateOf, everyFault } from './climate.ts';
import { firstFailure } from './first-failure.ts';
import { mutants } from './mutants.ts';
import { runWorld } from './run.ts';
import { tryOut } from './trial.ts';
import { crowdOf } from './workload.ts';

describe('Patron in a cloud that does everything a cloud may', () => {
  test('makes one customer of a thousand visitors', async () => {
    const seed = 5;
    const [catalogues, climate, choices] = [cataloguesOf(seed), climateOf(seed), new Choices(seed)];
    const setting = { catalogues, climate, choices, faults: everyFault, boundary: openBoundary };
    const world = await runWorld({ ...setting, workload: crowdOf(1000) });
    expect(await audit(world)).toEqual([]);
    const linked = world.table.items().filter(({ owner }) => owner?.S === 'C#ann');
    expect(linked).toHaveLength(1000);
  });
});

describe('the auditor', () => {
  test.each(Object.keys(mutants))('finds out %s', async (mutant) => {
    expect(await firstFailure(2000, mutant)).toBeDefined();
  });

  test('finds nothing but the text where a late worker puts it back, since no text decides what counts', async () => {
    const rules = new Set<string>();
    for (let seed = 1; seed <= 300; seed += 1) {
      const { complaints } = await tryOut({ seed, mutant: 'late-rows-come-back' });
      for (const complaint of complaints) rules.add(complaint.slice(0, complaint.indexOf(':')));
    }
    expect([...rules]).toEqual(['ledger']);
  });
});
