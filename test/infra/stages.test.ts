import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContext } from '#infra/stages/context.ts';
import { readStage } from '#infra/stages/read-stage.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { newFolder } from '#test/support/folder.ts';
import { appWith } from './synthesised.ts';

const folder = newFolder();
mkdirSync(join(folder, 'shop'));

const write = (name: string, json: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
};

const buyers = {
  currency: 'GBP',
  segments: [{ key: 'buyers', name: 'Buyers', when: { performed: 'PurchaseMade' } }],
};
const checkout = {
  principal: 'arn:aws:iam::123456789012:role/checkout',
  sources: ['shop.checkout'],
  detailTypes: ['PurchaseMade'],
};
write('shop/segments.json', buyers);
write('shop/producers.json', [checkout]);
write('production.json', { catalogue: 'shop/segments.json', producers: 'shop/producers.json', region: 'eu-west-1' });
write('staging.json', { name: 'shop-staging', catalogue: 'default', producers: [checkout] });

describe('readStage()', () => {
  test('reads files beside the stage, and names the deployment after the stage', () => {
    expect(readStage(folder, 'production')).toMatchObject({
      name: 'production',
      catalogue: buyers,
      producers: [checkout],
      region: 'eu-west-1',
      keep: true,
    });
  });

  test('takes a name and a list of producers that stand in the file', () => {
    const stage = readStage(folder, 'staging');
    expect(stage).toMatchObject({ name: 'shop-staging', catalogue: defaultCatalogue, producers: [checkout] });
    expect(stage.region).toBeUndefined();
  });

  test('takes the path of a file elsewhere', () => {
    const elsewhere = write('shop/second-shop.json', { catalogue: 'segments.json', producers: [] });
    expect(readStage('infra/stages', elsewhere)).toMatchObject({ name: 'second-shop', catalogue: buyers });
  });

  test('reads a model beside the stage, by which the catalogue may compare with percentiles', () => {
    const when = { trait: 'orders.count', is: { gte: { percentile: 50 } } };
    const segments = [{ key: 'frequent', when }];
    write('shop/asking.json', { currency: 'GBP', segments });
    write('shop/model.json', { ...predictionModel, fit: { customers: 7 } });
    const file = write('shop/foretelling.json', { catalogue: 'asking.json', model: 'model.json', producers: [] });
    expect(readStage(folder, file).catalogue).toEqual({
      currency: 'GBP',
      segments,
      predict: { ...predictionModel, fit: { customers: 7 } },
    });
    write('shop/foretelling.json', { catalogue: 'default', model: 'model.json', producers: [] });
    expect(readStage(folder, file).catalogue.segments.map(({ key }) => key)).toContain('probably-gone');
    write('shop/foretelling.json', { catalogue: 'asking.json', producers: [] });
    expect(() => readStage(folder, file)).toThrow(/Cannot deploy .*asking\.json: .*percentile/s);
  });

  test('names the model that is wrong, and its field', () => {
    const file = write('shop/foretelling.json', { catalogue: 'default', model: 'wrong-model.json', producers: [] });
    expect(() => readStage(folder, file)).toThrow(/Cannot read .*wrong-model\.json as a model/);
    write('shop/wrong-model.json', { ...predictionModel, orders: { ...predictionModel.orders, b: 0 } });
    expect(() => readStage(folder, file)).toThrow(
      /Cannot use .*wrong-model\.json as a model: orders\.b must be a number above 0, current value is 0$/,
    );
  });

  test('has a stage for trials, which keeps nothing', () => {
    expect(readStage('infra/stages', 'try')).toMatchObject({ name: 'patron-try', producers: [], keep: false });
  });

  test('says what to do without a stage, and which is nearest to an unknown one', () => {
    expect(() => readStage(folder, undefined)).toThrow(/give -c stage=NAME .*current stages are production, staging/);
    expect(() => readStage(folder, 'prodution')).toThrow('(the nearest is production)');
    expect(() => readStage(folder, '../infra')).toThrow('Cannot find the stage ../infra');
  });

  test('names the file that is wrong', () => {
    const file = write('broken.json', { catalogue: 'nowhere.json', producers: [] });
    expect(() => readStage(folder, 'broken')).toThrow(/Cannot read .*nowhere\.json as a catalogue/);
    write('broken.json', { catalogue: 'shop/wrong.json', producers: [] });
    write('shop/wrong.json', { ...buyers, segments: [{ ...buyers.segments[0], when: { performed: 'PurchaseMad' } }] });
    expect(() => readStage(folder, 'broken')).toThrow(/Cannot deploy .*wrong\.json: .*PurchaseMad/s);
    write('broken.json', { catalogue: 'default', producers: 'shop/segments.json' });
    expect(() => readStage(folder, 'broken')).toThrow(/Cannot read .*segments\.json as the producers/);
    write('broken.json', [1]);
    expect(() => readStage(folder, 'broken')).toThrow('it must be an object of settings');
    writeFileSync(file, '{');
    expect(() => readStage(folder, 'broken')).toThrow(
      /Cannot read .*broken\.json as a stage: it must be a file of JSON/,
    );
  });

  test.each([
    [{ producers: [] }, /broken\.json as settings: catalogue must be given/],
    [{ catalogue: 'default' }, /producers must be a list of .*current value is absent/],
    [{ catalog: 'shop/segments.json', producers: [] }, /must not have catalog \(the nearest is catalogue\)/],
  ])('refuses what was forgotten or misspelt: %j', (json, message) => {
    write('broken.json', json);
    expect(() => readStage(folder, 'broken')).toThrow(message);
  });
});

const contextOf = (context: Record<string, unknown>) => readContext(appWith(context).node);

describe('readContext()', () => {
  test('reads the stage and whether to deploy to an emulator', () => {
    expect(contextOf({})).toEqual({ stage: undefined, emulated: false });
    expect(contextOf({ stage: 'production', emulated: 'true' })).toEqual({ stage: 'production', emulated: true });
    expect(contextOf({ emulated: 'false' }).emulated).toBe(false);
  });

  test.each([
    ['catalog', /^Cannot use -c catalog: current keys are stage and emulated, .*\(the nearest is catalogue\)$/],
    ['catalogue', 'Cannot use -c catalogue: settings stand in the file of a stage'],
    ['deployment', 'Cannot use -c deployment: settings stand in the file of a stage'],
    ['stag', '(the nearest is stage)'],
    ['colour', 'Cannot use -c colour: current keys are stage and emulated'],
  ])('refuses the key %s', (key, message) => {
    expect(() => contextOf({ [key]: 'x' })).toThrow(message);
  });

  test('leaves keys of the CDK alone', () => {
    const own = { '@aws-cdk/core:checkSecretUsage': true, 'aws:cdk:bundling-stacks': [], 'availability-zones:x': [] };
    expect(contextOf(own).stage).toBeUndefined();
  });

  test('refuses a value that does not fit', () => {
    expect(() => contextOf({ emulated: 'yes' })).toThrow('Cannot use -c emulated as true or false');
    expect(() => contextOf({ stage: 1 })).toThrow('Cannot use -c stage as the name of a stage: current value is 1');
  });
});
