import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { readKept, storeOn, tableOf } from '#test/upgrade/kept.ts';
import { passOver } from './catalogue-change.ts';
import { runCdk, type StageSettings } from './cdk.ts';
import { connectTo, outputsIn, until, type Outputs } from './deployed.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';
import { makeOldDeployment, type OldDeployment } from './old-deployment.ts';
import type { Entry } from './shop-events.ts';
import { runCommandsBelow, stageOnPage } from './upgrade-page.ts';

const kept = readKept('kept/0.2.0.json');
const customer = 'C#cust-29';
const erased = 'cust-33';

const purchase = (customerId: string, eventId: string) => ({
  source: 'shop.checkout',
  'detail-type': 'PurchaseMade',
  detail: { eventId, customerId, occurredAt: '2026-01-02T09:12:00Z', orderId: eventId, currency: 'GBP', total: 900 },
});

let emulator: Emulator;
let old: OldDeployment;
let outputs: Outputs;
let stage: StageSettings;
let before: CustomerState;
/** Entries that 0.2.0 had refused as of an erased person. */
let refusedBefore: number;

const run = (heading: string, only?: number): string => runCommandsBelow(emulator, heading, only);

const stateIn = async ({ store }: { readonly store: CustomerStore }): Promise<CustomerState> => {
  const { record } = await store.load(customer, []);
  if (record?.kind !== 'profile') throw new TypeError(`${customer} has no profile, but ${record?.kind}`);
  return record.state;
};

const changesOf = (customerId: string, heard: readonly Entry[]): readonly Entry[] =>
  heard.filter(({ detail }) => detail['customerId'] === customerId);

const firstOf = (customerId: string, heard: readonly Entry[]): Entry | undefined =>
  changesOf(customerId, heard).find(({ detail }) => detail['sequence'] === 1);

/** The numbers of the changes of the customer whom 0.2.0 knew. */
const toldIn = (heard: readonly Entry[]): ReadonlySet<unknown> =>
  new Set(changesOf('cust-29', heard).map(({ detail }) => detail['sequence']));

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  const store = storeOn(await tableOf(kept.items));
  before = await stateIn({ store });
  refusedBefore = await store.quarantinedCount('erased');
  old = await makeOldDeployment(emulator, kept.items);
  const catalogue = resolve(workFolder, 'upgrade-catalogue.json');
  writeFileSync(catalogue, JSON.stringify(kept.catalogue));
  stage = { ...stageOnPage('000000000000'), catalogue };
  await runCdk(emulator, ['bootstrap', emulator.target]);
  outputs = outputsIn(await runCdk(emulator, ['deploy', '--all', '--require-approval', 'never'], stage));
});

afterAll(() => emulator?.stop());

describe('the page on upgrading, on a local AWS', () => {
  test('leads what is put on the old bus to the new one, where it waits', async () => {
    const { waiting, store } = connectTo(emulator, outputs);
    run('3. Hold the new one, and forward to it');
    for (const id of ['ada', 'cust-29', erased]) await old.put(purchase(id, `late-of-${id}`));
    await until(waiting, (count) => count === 3, { seconds: 60, what: 'three events in the new queue' });
    expect((await store.load('C#ada', [])).record).toBeUndefined();
  });

  test('fills the new table from the old one, before any of it is taken', async () => {
    const { waiting } = connectTo(emulator, outputs);
    run('4. Hold the old one');
    expect(old.isTaking()).toBe(false);
    const said = run('5. Fill the new table').trim().split('\n');
    const [counted, restored] = said.filter((line) => line.includes('rows'));
    expect(counted).toMatch(/\d{3} rows to be put back \(\d profiles\)/u);
    expect(restored).toMatch(/\d{3} rows put back \(\d profiles\)/u);
    expect(said.at(-1)).toMatch(/^The lists of members are being made anew by /);
    expect(await waiting()).toBe(3);
  });

  test('goes on where the old deployment stopped, and takes what has waited', async () => {
    const { store, waiting, subscribe } = connectTo(emulator, outputs);
    expect(await stateIn({ store })).toEqual(before);
    const { heard } = await subscribe('campaign');
    const passes = await subscribe('passes', { source: ['patron'] });
    run('6. Let it go on', 0);
    const catalogue = compile(kept.catalogue, stage.deployment);
    const said = await passOver(passes.heard, { file: '', deployment: Number(stage.deployment), catalogue });
    const finished = said.find(({ 'detail-type': type }) => type === 'BackfillFinished');
    expect(finished?.detail).toMatchObject({ outcome: 'complete', remaining: 0 });
    await until(waiting, (count) => count === 0, { seconds: 120, what: 'an empty queue' });
    const state = await stateIn({ store });
    expect(state.profile.orders?.count).toBe((before.profile.orders?.count ?? 0) + 1);
    expect(state).toMatchObject({ catalogue: catalogue.hash, deployment: stage.deployment });
    const expected = Array.from(
      { length: state.sequence - before.sequence },
      (_, index) => before.sequence + 1 + index,
    );
    const changes = await until(
      heard,
      (entries) => firstOf('ada', entries) !== undefined && expected.every((sequence) => toldIn(entries).has(sequence)),
      { seconds: 120, what: `the first change of ada, and ${JSON.stringify(expected)} of cust-29` },
    );
    expect(firstOf('ada', changes)).toMatchObject({
      'detail-type': 'SegmentEntered',
      detail: { cause: { eventId: 'late-of-ada' } },
    });
    expect(toldIn(changes)).toEqual(new Set(expected));
    expect(await store.quarantinedCount('erased')).toBe(refusedBefore + 1);
  });

  test('agrees with its ledger', () => {
    expect(run('6. Let it go on', 1)).toMatch(/without a difference/u);
  });

  test('counts once what a producer puts on both buses', async () => {
    const { store, put, waiting } = connectTo(emulator, outputs);
    const { applied = 0 } = await stateIn({ store });
    for (const bus of [old, { put }]) await bus.put(purchase('cust-29', 'on-both'));
    await until(
      async () => (await stateIn({ store })).applied,
      (count) => count === applied + 1,
      {
        seconds: 60,
        what: 'one event more',
      },
    );
    await until(waiting, (count) => count === 0, { seconds: 60, what: 'an empty queue' });
    expect((await stateIn({ store })).applied).toBe(applied + 1);
  });

  test('forwards nothing once the rule is gone', () => {
    run('8. Take the old one down');
    expect(old.rules()).not.toContain(`${stage.name}-forward`);
  });
});
