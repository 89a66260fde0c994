import { afterEach, describe, expect, test, vi } from 'vitest';
import { consumeChanges } from '#lib/tools/consume/change-consumer.ts';
import type { PersonState } from '#lib/tools/consume/consume.ts';
import * as rules from '#lib/tools/consume/person-state.ts';
import type { CountedChange } from '#lib/tools/consume/segment-change.ts';
import { demoChanges } from './demo-changes.ts';
import { drawn, faultsOf, type Consume } from './lossy-delivery.ts';

const everyone = await demoChanges(1);

describe('changes that are lost, doubled and shuffled beside a snapshot', () => {
  test('come to the truth for everyone of the demo at once', async () => {
    for (const seed of [0, 1]) expect(await faultsOf({ people: everyone, seed, consumer: consumeChanges })).toEqual([]);
  });

  test('come to the truth in 10,000 runs', async () => {
    for (let seed = 0; seed < 10_000; seed += 1) {
      const faults = await faultsOf({ people: drawn(everyone, seed, 5), seed, consumer: consumeChanges });
      expect({ seed, faults }).toEqual({ seed, faults: [] });
    }
  });
});

type Rules = typeof rules;

/** The kit with one rule left out. */
const without = async (changed: Partial<Rules>): Promise<Consume> => {
  vi.resetModules();
  vi.doMock('#lib/tools/consume/person-state.ts', () => ({ ...rules, ...changed }));
  return (await import('#lib/tools/consume/change-consumer.ts')).consumeChanges;
};

const isSnapshot = ({ origin }: CountedChange): boolean => origin === 'snapshot';

describe('the kit without', () => {
  afterEach(() => {
    vi.doUnmock('#lib/tools/consume/person-state.ts');
    vi.resetModules();
  });

  test.each<[string, () => Promise<Consume>]>([
    ['nothing left out', () => without({})],
    ['the one rule', () => without({ isNews: () => true })],
    ['the order of sequences', () => without({ isReady: () => true })],
    [
      'the one rule for snapshots',
      () =>
        without({
          isNews: (state: PersonState, change: CountedChange) => isSnapshot(change) || rules.isNews(state, change),
        }),
    ],
    [
      'asking for what is missing',
      async () => (options, surroundings) => consumeChanges({ ...options, missing: async () => [] }, surroundings),
    ],
    [
      'keeping what it has seen',
      async () => (options, surroundings) => {
        const state = { get: async () => undefined, put: async () => true };
        return consumeChanges({ ...options, state }, surroundings);
      },
    ],
  ])('%s is found out', async (rule, made) => {
    const consumer = await made();
    const faults: string[] = [];
    for (let seed = 0; seed < 40 && faults.length === 0; seed += 1) {
      const people = drawn(everyone, seed, 5);
      faults.push(...(await faultsOf({ people, seed, consumer }).catch((error: unknown) => [String(error)])));
    }
    expect(faults.length > 0).toBe(rule !== 'nothing left out');
  });
});
