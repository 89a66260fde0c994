import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inventoryText } from '#cli/remove/remove-text.ts';
import { placeOfStage } from '#lib/tools/removal/stage-file.ts';
import { patron, workspace } from './command-line.ts';

const { path } = workspace();

const stageFile = (stage: object): string => {
  writeFileSync(path('shop.json'), JSON.stringify(stage));
  return path('shop.json');
};

/** Refused before AWS is asked anything. */
test.each([
  [['remove'], 'patron remove: --stage NAME is missing; patron remove --help explains\n'],
  [
    ['remove', '--stage', 'tri'],
    'patron remove: Cannot find the stage tri: current stages are try (the nearest is try)\n',
  ],
  [
    ['remove', '--stage', 'try', '--confirm', 'patron'],
    'patron remove: Cannot take --confirm as given for try or patron-try: current value is "patron"\n',
  ],
  [
    ['remove', '--stage', 'try', '--confirm', 'try', '--dry-run'],
    'patron remove: Cannot go on with both --dry-run and --confirm: give one of them\n',
  ],
])('patron %j is refused', async (args, stderr) => {
  expect(await patron(args)).toEqual({ status: 1, stdout: '', stderr });
});

test('a stage names its deployment, or is named after its file, and gives the region', () => {
  expect(placeOfStage('infra/stages', 'try')).toEqual({ name: 'patron-try', region: undefined });
  expect(placeOfStage('infra/stages', stageFile({ region: 'eu-west-1', catalogue: 'gone.json' }))).toEqual({
    name: 'shop',
    region: 'eu-west-1',
  });
  expect(() => placeOfStage('infra/stages', stageFile({ name: 'shop-*' }))).toThrow(
    /Cannot take the name of a deployment from .*shop\.json: current value is "shop-\*"/,
  );
});

test('a dry run lists stacks, what stands outside of them, and what is in the way', () => {
  const table = { type: 'AWS::DynamoDB::GlobalTable', id: 'shop-state-Customers-1' };
  const stack = { name: 'shop', id: 'arn:shop', isThere: true, resources: [{ ...table, isKept: false }] };
  expect(inventoryText({ stacks: [stack], loose: [table], listeners: ['mailer'] })).toEqual([
    'Stack shop, 1 resource: arn:shop',
    '  AWS::DynamoDB::GlobalTable shop-state-Customers-1',
    'Outside of stacks:',
    '  AWS::DynamoDB::GlobalTable shop-state-Customers-1',
    'Rules of others on the bus, which must be deleted first:',
    '  mailer',
  ]);
});
