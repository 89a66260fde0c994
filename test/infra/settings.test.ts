import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '#infra/settings/settings.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { newFolder } from '#test/support/folder.ts';
import cdk from '../../cdk.json' with { type: 'json' };
import { appWith, functionOf, resourcesOf, synthesise } from './synthesised.ts';

const folder = newFolder();

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

  test('is deployment 1 by default', () => {
    expect(settingsFrom({}).deployment).toBe(1);
    expect(settingsFrom({ deployment: '12' }).deployment).toBe(12);
  });

  test.each(['0', '-1', '1.5', 'next', ''])('refuses deployment %j', (deployment) => {
    expect(() => settingsFrom({ deployment })).toThrow(`current value is "${deployment}"`);
  });
});

describe('measured segments', () => {
  const many = {
    ...buyers,
    segments: Array.from({ length: 60 }, (_, index) => ({ ...buyers.segments[0], key: `segment-${index}` })),
  };
  const catalogue = catalogueFile('many.json', many);
  const measuredFrom = (context: Record<string, string>) => settingsFrom({ catalogue, ...context }).measured;

  test('are the first twenty of the catalogue unless others are named', () => {
    expect(measuredFrom({})).toEqual(many.segments.slice(0, 20).map(({ key }) => key));
    expect(measuredFrom({ measured: 'segment-59,segment-3' })).toEqual(['segment-59', 'segment-3']);
    expect(measuredFrom({ measured: '' })).toEqual([]);
  });

  test('are refused where they are not in the catalogue, or are more than forty', () => {
    expect(() => measuredFrom({ measured: 'segment-1,sgment-2' })).toThrow('current value is sgment-2');
    const all = many.segments.map(({ key }) => key).join(',');
    expect(() => measuredFrom({ measured: all })).toThrow('current number is 60');
  });

  test('are passed to publish, and fit its environment whatever their length', () => {
    const segments = Array.from({ length: 40 }, (_, index) => ({
      ...buyers.segments[0],
      key: String(index).padStart(64, 'k'),
    }));
    const longest = catalogueFile('longest.json', { ...buyers, segments });
    const measured = segments.map(({ key }) => key).join(',');
    const { stateless } = synthesise({ catalogue: longest, measured });
    const { Variables } = functionOf(stateless, 'publish')['Environment'];
    expect(Variables.MEASURED_SEGMENTS).toBe(measured);
    // Lambda takes 4 KB; names of resources come on top.
    expect(JSON.stringify({ ...Variables, QUEUE_URL: '' }).length).toBeLessThan(3_500);
  });
});

describe('addPatron()', () => {
  test('puts the catalogue and its hash where the bundle of update takes them from', () => {
    const { outdir } = synthesise({ catalogue: catalogueFile('buyers.json', buyers) });
    const written = JSON.parse(readFileSync(join(outdir, 'catalogue.json'), 'utf8'));
    expect(written).toEqual({ hash: compile(buyers).hash, source: buyers });
  });

  test('leaves out nothing by default', () => {
    expect(synthesise().leftOut).toEqual([]);
  });

  test('leaves out for an emulator exactly what it names', () => {
    const whole = synthesise();
    const emulated = synthesise({ emulated: 'true' });
    expect(new Set(emulated.leftOut.map((name) => name.split(' ')[0]))).toEqual(
      new Set(['AWS::Events::Archive', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']),
    );
    const ids = ({ stateful, stateless }: typeof whole) =>
      [stateful, stateless].flatMap((template) => Object.keys(template.toJSON()['Resources']));
    const missing = ids(whole).filter((id) => !ids(emulated).includes(id));
    const expected = [
      ...Object.keys(whole.stateful.findResources('AWS::Events::Archive')),
      ...resourcesOf(whole.stateless, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties }]) =>
        Properties.Metrics === undefined ? [] : [id],
      ),
      ...Object.keys(whole.stateless.findResources('AWS::CloudWatch::CompositeAlarm')),
    ];
    expect(missing.toSorted()).toEqual(expected.toSorted());
  });
});

describe('cdk.json', () => {
  test('lets no rule of another account into a queue', () => {
    expect(cdk.context['@aws-cdk/aws-events:eventsTargetQueueSameAccount']).toBe(true);
  });
});
