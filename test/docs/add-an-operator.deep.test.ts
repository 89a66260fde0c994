import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyDiff } from '#test/support/apply-diff.ts';
import { newFolder } from '#test/support/folder.ts';
import { runIn } from '#test/support/tree-copy.ts';
import { copyCheckedTree, faultyFiles, filesBeside, inFiles } from './extended-tree.ts';
import { read } from './pages.ts';

const folder = newFolder();

const diff = read('docs/snippets/add-an-operator.diff');

const visit = (customerId: string, device: string): string => {
  const time = '2026-06-01T08:00:00Z';
  const detail = { eventId: `v-${customerId}`, customerId, occurredAt: time, device };
  return JSON.stringify({ time, source: 'shop.web', 'detail-type': 'VisitMade', detail });
};

const catalogue = (is: object): string => {
  const when = { performed: 'VisitMade', where: { device: is } };
  return JSON.stringify({ currency: 'GBP', segments: [{ key: 'phones', when }] });
};

describe('an operator that is added as docs/extending.md says', () => {
  beforeAll(() => {
    copyCheckedTree(folder);
    writeFileSync(join(folder, 'events.jsonl'), `${visit('ada', 'smart phone')}\n${visit('bea', 'smartphone')}\n`);
    writeFileSync(join(folder, 'segments.json'), catalogue({ mentions: 'phone' }));
    writeFileSync(join(folder, 'wrong.json'), catalogue({ mentions: 7 }));
  });

  test('makes the type checker name each place that must say something of it', () => {
    applyDiff(folder, inFiles(diff, 'language/operators.ts'));
    expect(faultyFiles(folder)).toEqual(['lib/core/segments/language/operator-wordings.ts']);
    applyDiff(folder, inFiles(diff, 'operator-wordings.ts', 'language/operator.ts'));
    expect(faultyFiles(folder)).toEqual(['lib/core/segments/describe/operator-words.ts']);
    applyDiff(folder, inFiles(diff, 'operator-words.ts'));
    expect(faultyFiles(folder)).toEqual([]);
    expect(filesBeside(diff, 'operators.ts', 'operator-wordings.ts', 'operator.ts', 'operator-words.ts')).toEqual([]);
  });

  test('decides memberships, and explains them in short words', () => {
    runIn(folder, 'cli/patron.ts', 'replay', '--events', 'events.jsonl', '--segments', 'segments.json', '--out', 'out');
    const [line = '', ...others] = readFileSync(join(folder, 'out/changes.jsonl'), 'utf8').trimEnd().split('\n');
    expect(others).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({
      'detail-type': 'SegmentEntered',
      detail: {
        customerId: 'ada',
        because: [{ condition: 'VisitMade where device mentions "phone", times >= 1' }],
      },
    });
  });

  test('is described, and checked', () => {
    expect(runIn(folder, 'cli/patron.ts', 'check', '--segments', 'segments.json')).toContain(
      'who have a visit where device mentions "phone"',
    );
    expect(() => runIn(folder, 'cli/patron.ts', 'check', '--segments', 'wrong.json')).toThrow(
      'segments.0.when.where.device.mentions must be a string, current value is 7',
    );
  });

  test('is offered by the builders for texts, and not for numbers', () => {
    const [imports, segment] = [
      `import { performed } from '#lib/core/segments/builders/builders.ts';`,
      (where: string) => `performed('VisitMade').where({ ${where} });`,
    ];
    const file = join(folder, 'lib/offered.ts');
    writeFileSync(file, `${imports}\n${segment("device: { mentions: 'phone' }")}\n`);
    expect(faultyFiles(folder)).toEqual([]);
    writeFileSync(file, `${imports}\n${segment("durationSeconds: { mentions: '7' }")}\n`);
    expect(faultyFiles(folder)).toEqual(['lib/offered.ts']);
  });

  test('is in the JSON Schema of catalogues', () => {
    const program = `import { catalogueJsonSchema } from '#lib/core/segments/check/json-schema.ts';
      process.stdout.write(JSON.stringify(catalogueJsonSchema().definitions.operators.properties.mentions));`;
    writeFileSync(join(folder, 'schema.mjs'), program);
    expect(JSON.parse(runIn(folder, 'schema.mjs'))).toEqual({
      type: 'string',
      description: 'A text with this word.',
    });
  });
});
