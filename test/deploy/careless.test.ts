import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { changedCatalogue, decisionsOf } from './catalogue-change.ts';
import { deployAll, runBareCdk } from '#infra/local/cdk.ts';
import { catalogueFile, runCdk, stageOf, type StageSettings } from './cdk.ts';
import { outputsIn, until, type Outputs } from './deployed.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';
import { firstChangesIn } from './first-changes.ts';
import { catalogueOf } from './operated.ts';
import { describeStack, takeAwayMachine } from './stacks.ts';

const spring = JSON.parse(readFileSync(catalogueFile, 'utf8')) as object;
const springHash = compile(spring).hash;

let emulator: Emulator;
let outputs: Outputs;
let summer: ReturnType<typeof changedCatalogue>;

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  summer = changedCatalogue();
  await runCdk(emulator, ['bootstrap', emulator.target]);
  outputs = outputsIn(await runCdk(emulator, deployAll));
});

afterAll(() => emulator?.stop());

const deploy = (settings: StageSettings = {}): Promise<string> => runCdk(emulator, deployAll, settings);

/** What is deployed, as the stack says it. */
const deployed = async () => {
  const { status, outputs: said } = await describeStack(emulator, 'patron');
  return { status, deployment: said['Deployment'], catalogue: said['CatalogueHash'] };
};

/** The catalogue and the number by which a customer is decided who was not known before, once a campaign has heard of it. */
const decisionFor = async (customer: string) => {
  expect(await firstChangesIn(emulator, outputs, customer)).toEqual([`${customer} SegmentEntered`]);
  const decisions = await decisionsOf(emulator, outputs, [customerKey(customer)]);
  return decisions.get(customerKey(customer));
};

/** The decisions of customers who were known before, once all are by a deployment. */
const decidedBy = (deployment: number, ...customers: readonly string[]) =>
  until(
    async () => [...(await decisionsOf(emulator, outputs, customers.map(customerKey))).values()],
    (decisions) => decisions.every((decision) => decision.deployment === deployment),
    { seconds: 300, what: `everyone decided by deployment ${deployment}` },
  );

/** A catalogue that was kept is the one that decides, once its pass has begun. */
const keptCatalogue = (expected: object) =>
  until(
    async () => catalogueOf(emulator, outputs),
    (kept) => JSON.stringify(kept) === JSON.stringify(expected),
    { seconds: 60, what: 'the catalogue in the table' },
  );

describe('a deployment that counts by itself', () => {
  test('has the number 1 at first, and its functions know it', async () => {
    expect(await deployed()).toEqual({ status: 'CREATE_COMPLETE', deployment: '1', catalogue: springHash });
    expect(await decisionFor('ada')).toMatchObject({ deployment: 1, catalogue: springHash });
  });
});

describe('a careless deployment', () => {
  test.each([
    ['without a stage', [], 'Cannot choose a stage: give -c stage=NAME'],
    [
      'of a misspelt stage',
      ['-c', 'stage=tri'],
      'Cannot find the stage tri: current stages are try (the nearest is try)',
    ],
    ['with a misspelt key of -c', ['-c', 'stage=try', '-c', 'catalog=x.json'], 'Cannot use -c catalog'],
    ['with a setting in -c', ['-c', 'stage=try', '-c', 'deployment=2'], 'Cannot use -c deployment'],
  ])('%s is refused before anything is deployed', async (_what, parameters, message) => {
    const before = await describeStack(emulator, 'patron');
    await expect(runBareCdk(emulator, [...deployAll, ...parameters])).rejects.toThrow(message);
    expect(await describeStack(emulator, 'patron')).toEqual(before);
  });

  test('with a misspelt setting is refused, with the nearest', async () => {
    const misspelt = stageOf({ deploiment: 2 } as StageSettings);
    await expect(runBareCdk(emulator, [...deployAll, ...misspelt])).rejects.toThrow(
      'must not have deploiment (the nearest is deployment)',
    );
    expect(await decisionFor('bea')).toMatchObject({ deployment: 1, catalogue: springHash });
  });

  test('with another catalogue gets the next number, and its pass decides everyone by it', async () => {
    await deploy({ catalogue: summer.file });
    const catalogue = summer.catalogue.hash;
    expect(await deployed()).toEqual({ status: 'UPDATE_COMPLETE', deployment: '2', catalogue });
    for (const decision of await decidedBy(2, 'ada', 'bea')) expect(decision).toMatchObject({ catalogue });
    await keptCatalogue(summer.catalogue.source);
  });

  test.each([
    [{ deployment: 1 }, 'Cannot deploy 1 as the next deployment: current value is 2, and deployment must not fall'],
    [{ deployment: 2 }, `Cannot deploy 2 with the catalogue ${springHash}: current value is `],
  ])('with %j and the catalogue of before is refused, and production goes on', async (settings, message) => {
    const customer = `customer-${settings.deployment}`;
    const before = await deployed();
    await expect(deploy(settings)).rejects.toThrow(message);
    expect(await deployed()).toEqual({ ...before, status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(catalogueOf(emulator, outputs)).toEqual(summer.catalogue.source);
    expect(await decisionFor(customer)).toMatchObject({ deployment: 2, catalogue: summer.catalogue.hash });
  });

  test('of the catalogue of before is another deployment of it', async () => {
    await deploy();
    expect(await deployed()).toEqual({ status: 'UPDATE_COMPLETE', deployment: '3', catalogue: springHash });
    for (const decision of await decidedBy(3, 'ada', 'bea')) expect(decision).toMatchObject({ catalogue: springHash });
    await keptCatalogue(spring);
    expect(await decisionFor('cleo')).toMatchObject({ deployment: 3 });
  });

  test('that fails behind the gate is rolled back to the number of before, and has used its own up', async () => {
    const putBack = await takeAwayMachine(emulator, 'patron-backfill');
    await expect(deploy({ catalogue: summer.file })).rejects.toThrow('Cannot start the pass over everybody');
    expect(await deployed()).toEqual({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      deployment: '3',
      catalogue: springHash,
    });
    expect(await decisionFor('dora')).toMatchObject({ deployment: 3, catalogue: springHash });
    await putBack();
    await deploy({ catalogue: summer.file });
    expect(await deployed()).toMatchObject({ deployment: '5', catalogue: summer.catalogue.hash });
    await decidedBy(5, 'ada', 'bea', 'cleo', 'dora');
  });

  test('with a higher number given by hand is let in, with the same catalogue too', async () => {
    await deploy({ catalogue: summer.file, deployment: 12 });
    expect(await deployed()).toMatchObject({ deployment: '12' });
    expect(await decisionFor('emma')).toMatchObject({ deployment: 12, catalogue: summer.catalogue.hash });
  });
});
