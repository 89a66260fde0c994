import { describe, expect, test } from 'vitest';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { longestRunMs, runCanary } from '#lib/use-cases/canary/run-canary.ts';
import { deploymentOf } from './deployment.ts';

const catalogueOf = (when: CatalogueSource['segments'][number]['when']): CatalogueSource => ({
  currency: 'GBP',
  segments: [{ key: 'meant', name: 'Meant', when }],
});

const never = catalogueOf({ performed: 'PurchaseMade', times: { gte: 1_000 } });

describe('runCanary()', () => {
  test('follows an event into a profile, its change onto the bus, and the erasure, and leaves no row', async () => {
    const { deps, left, said, put } = deploymentOf(defaultCatalogue);
    const report = await runCanary(deps);
    expect(report).toMatchObject({ type: 'PurchaseMade', changeMs: expect.any(Number) });
    expect(report.entered).toContain('new-customers');
    expect(put).toEqual(['PurchaseMade', 'ErasureRequested']);
    expect(said.length).toBeGreaterThan(1);
    expect(await left()).toBeUndefined();
    expect(await deps.rows.sweep()).toBe(0);
  });

  test('tells no campaign and no list of members of the made-up person', async () => {
    const { deps, said, members } = deploymentOf(defaultCatalogue);
    await runCanary(deps);
    expect(new Set(said.map(({ detailType }) => detailType))).toEqual(new Set(['CanaryHeard']));
    expect(members).toEqual([]);
  });

  test.each([
    ['VisitMade', { performed: 'VisitMade' }],
    ['FeedbackGiven', { trait: 'feedback.count', is: { gte: 1 } }],
    ['ConsentChanged', { trait: 'consent.marketing', is: { eq: true } }],
    ['CustomerDescribed', { trait: 'geographic.country', is: { exists: true } }],
  ] as const)('puts %s where that is what the catalogue waits for', async (type, when) => {
    const { deps } = deploymentOf(catalogueOf(when));
    expect(await runCanary(deps)).toMatchObject({ type, entered: ['meant'] });
  });

  test('waits for the profile alone in a catalogue in which nothing fits', async () => {
    const { deps, left } = deploymentOf(never);
    expect(await runCanary(deps)).toMatchObject({ type: 'PurchaseMade', entered: [], changeMs: null });
    expect(await left()).toBeUndefined();
  });

  test('fails where the event reaches no profile, and asks for the erasure all the same', async () => {
    const { deps, left, put } = deploymentOf(never, { arrives: (event) => event['detail-type'] !== 'PurchaseMade' });
    await expect(runCanary(deps)).rejects.toThrow(
      /^Cannot see the event canary-run-1-0 in a profile: current wait is 120 s$/,
    );
    expect(put).toEqual(['PurchaseMade', 'ErasureRequested']);
    expect(await left()).toBeUndefined();
  });

  test('fails where the change does not come back, and leaves no row', async () => {
    const { deps, left } = deploymentOf(defaultCatalogue, { publishes: false });
    await expect(runCanary(deps)).rejects.toThrow('Cannot see the change of the event canary-run-1-0 on the bus');
    expect(await left()).toBeUndefined();
  });

  test('fails where the erasure does not come through, and leaves no row', async () => {
    const lost = { arrives: (event: { readonly 'detail-type': string }) => event['detail-type'] === 'PurchaseMade' };
    const { deps, left } = deploymentOf(defaultCatalogue, lost);
    await expect(runCanary(deps)).rejects.toThrow('Cannot see the erasure on the bus: current wait is 60 s');
    expect(await left()).toBeUndefined();
  });

  test('sweeps away what a failed run has left before it begins', async () => {
    const { deps } = deploymentOf(defaultCatalogue);
    await runCanary({ ...deps, rows: { ...deps.rows, sweep: async () => 0 } });
    expect(await deps.rows.sweep()).toBeGreaterThan(0);
    expect(await runCanary({ ...deps, newId: () => 'run-2' })).toMatchObject({ eventId: 'canary-run-2-0' });
  });

  test('waits for the end of another run, or for the time by which one that broke off must have ended', async () => {
    const { deps } = deploymentOf(defaultCatalogue);
    const began = deps.now();
    expect(await deps.rows.begin('broken-off', began + 5_000)).toBe(true);
    await runCanary(deps);
    expect(deps.now() - began).toBeGreaterThan(5_000);
    expect(deps.now() - began).toBeLessThan(longestRunMs);
    expect(await deps.rows.begin('next', deps.now() + 1)).toBe(true);
  });
});

describe('everybody', () => {
  test('is everybody but the made-up person', async () => {
    const { deps, store, left } = deploymentOf(defaultCatalogue);
    const seen: unknown[] = [];
    const put: typeof deps.put = async (event) => {
      await deps.put(event);
      const part = { index: 0, of: 1 };
      const [{ people }, { persons }] = [await store.everybody(part), await store.behind('another', part)];
      seen.push([await left(), ...people, ...persons]);
    };
    await runCanary({ ...deps, put });
    expect(seen).toEqual([['profile'], ['erased']]);
  });
});
