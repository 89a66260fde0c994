import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { checkSettings, settingNames } from '#infra/settings/check-settings.ts';
import { stageJsonSchema } from '#infra/stages/stage-json-schema.ts';
import { read } from './pages.ts';

const schema = stageJsonSchema();
const fits = new Ajv({ strictTypes: false }).compile(schema);

const least = { name: 'shop', catalogue: 'default', producers: [] };
const role = 'arn:aws:iam::123456789012:role/checkout';
const checkout = { principal: role, sources: ['shop.checkout'], detailTypes: ['PurchaseMade'] };

const accepted: readonly object[] = [
  {},
  { producers: [checkout] },
  { name: 'a1', keep: false, deployment: 1, measured: ['new-customers'], runbook: '' },
  { name: 'a'.repeat(32), memory: 128, concurrency: 2, backfillRate: 1, reservedConcurrency: 1 },
  { memory: 10_240, concurrency: 1_000, backfillRate: 10_000, reservedConcurrency: 1_000_000 },
  { logLevel: 'DEBUG', traceSampling: 'off', region: 'us-gov-east-1', operators: [role], alarms: {} },
  { retention: { archive: 1, logs: 3_653, quarantine: 3_653, changes: 30 } },
  { warmThroughput: { reads: 12_000, writes: 4_000 } },
  { alarms: { topic: 'arn:aws:sns:eu-west-1:123456789012:alarms' } },
  { api: {}, console: true },
];

const refused: readonly object[] = [
  { catalogue: undefined },
  { producers: undefined },
  { producers: [{ ...checkout, principal: '*' }] },
  { producers: [{ ...checkout, sources: ['patron'] }] },
  { producers: [{ ...checkout, sources: ['aws.s3'] }] },
  { producers: [{ ...checkout, sources: [] }] },
  { producers: [{ ...checkout, detailTypes: ['PurchaseMoved'] }] },
  { producers: [{ ...checkout, detailType: ['PurchaseMade'] }] },
  { name: 'a' },
  { name: 'a'.repeat(33) },
  { name: 'shop-state' },
  { name: 'awshop' },
  { name: 'shop-' },
  { kep: true },
  { keep: 'yes' },
  { deployment: 0 },
  { deployment: 1.5 },
  { backfillRate: 10_001 },
  { memory: 127 },
  { concurrency: 1 },
  { logLevel: 'info' },
  { traceSampling: 'all' },
  { region: 'europe' },
  { retention: { logs: 31 } },
  { retention: { changes: 29 } },
  { retention: { ledger: 1 } },
  { warmThroughput: { reads: 12_000 } },
  { alarms: { topic: 'alarms' } },
  { operators: [`${role}*`] },
  { measured: Array.from({ length: 41 }, () => 'one-order') },
  { console: 'yes', api: {} },
];

/** As a file has it: what is undefined is not there. */
const asFile = (settings: object): object => JSON.parse(JSON.stringify({ ...least, ...settings })) as object;

describe('docs/schemas/stage.json', () => {
  test('is what the settings say; npm run docs:schemas writes it', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/schemas/stage.json');
  });

  test('has every setting, and says something of each', () => {
    const { properties }: { readonly properties?: Readonly<Record<string, object>> } = schema;
    expect(Object.keys(properties ?? {})).toEqual(['$schema', ...settingNames]);
    expect(Object.entries(properties ?? {}).filter(([, said]) => Object.keys(said).length === 0)).toEqual([]);
  });

  test('accepts the stage that comes with Patron, the one that docs/deploy.md shows, and files by their names', () => {
    const [, shown = ''] = /^```json\n([^]*?)^```$/m.exec(read('docs/deploy.md')) ?? [];
    const named = { ...least, producers: 'producers.json', model: 'model.json' };
    for (const stage of [JSON.parse(read('infra/stages/try.json')), JSON.parse(shown), named]) {
      fits(stage);
      expect(fits.errors).toBeNull();
    }
  });

  test.each(accepted)('accepts %j, as a deployment does', (settings) => {
    expect(() => checkSettings(asFile(settings), 'a stage')).not.toThrow();
    fits(asFile(settings));
    expect(fits.errors).toBeNull();
  });

  test.each(refused)('refuses %j, as a deployment does', (settings) => {
    expect(() => checkSettings(asFile(settings), 'a stage')).toThrow(/^Cannot/);
    expect(fits(asFile(settings))).toBe(false);
  });
});
