import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from '#infra/settings.ts';
import { defaultCatalogue } from '#lib/segments/default-catalogue.ts';
import cdk from '../../cdk.json' with { type: 'json' };
import { appWith, synthesise } from './synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'patron-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settingsFrom = (context: Record<string, string>) => readSettings(appWith(context).node);

const catalogueFile = (name: string, catalogue: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(catalogue));
  return file;
};

const buyers = {
  currency: 'GBP',
  segments: [{ key: 'buyers', name: 'Buyers', when: { performed: 'PurchaseMade' } }],
};

describe('readSettings()', () => {
  test('takes the default catalogue where none is named', () => {
    expect(JSON.parse(settingsFrom({}).catalogue)).toEqual(JSON.parse(JSON.stringify(defaultCatalogue)));
  });

  test('takes the catalogue that is named', () => {
    const { catalogue } = settingsFrom({ catalogue: catalogueFile('buyers.json', buyers) });
    expect(JSON.parse(catalogue)).toEqual(buyers);
  });

  test('refuses a catalogue that does not compile, naming the file and the fault', () => {
    const wrong = { ...buyers, segments: [{ ...buyers.segments[0], when: { performed: 'PurchaseMad' } }] };
    const file = catalogueFile('wrong.json', wrong);
    expect(() => settingsFrom({ catalogue: file })).toThrow(/wrong\.json.*PurchaseMad/s);
  });

  test('is deployment 1 unless told otherwise', () => {
    expect(settingsFrom({}).deployment).toBe(1);
    expect(settingsFrom({ deployment: '12' }).deployment).toBe(12);
  });

  test.each(['0', '-1', '1.5', 'next', ''])('refuses deployment %j', (deployment) => {
    expect(() => settingsFrom({ deployment })).toThrow(`current value is "${deployment}"`);
  });
});

describe('addPatron()', () => {
  test('puts the catalogue where the bundle of update takes it from', () => {
    const { outdir } = synthesise({ catalogue: catalogueFile('buyers.json', buyers) });
    expect(JSON.parse(readFileSync(join(outdir, 'catalogue.json'), 'utf8'))).toEqual(buyers);
  });

  test('leaves out nothing unless told that it goes to an emulator', () => {
    expect(synthesise().leftOut).toEqual([]);
  });

  test('leaves out for an emulator what it names, and nothing else', () => {
    const whole = synthesise();
    const emulated = synthesise({ emulated: 'true' });
    expect(emulated.leftOut).toEqual(['AWS::Events::Archive PatronState/Events/Archive']);
    const ids = ({ stateful, stateless }: typeof whole) =>
      [stateful, stateless].flatMap((template) => Object.keys(template.toJSON()['Resources']));
    const missing = ids(whole).filter((id) => !ids(emulated).includes(id));
    expect(missing).toEqual(Object.keys(whole.stateful.findResources('AWS::Events::Archive')));
  });
});

describe('cdk.json', () => {
  test('lets no rule of another account into a queue', () => {
    expect(cdk.context['@aws-cdk/aws-events:eventsTargetQueueSameAccount']).toBe(true);
  });
});
