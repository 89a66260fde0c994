import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CURRENT_VERSION_EXPIRED_FLAGS, FLAGS } from 'aws-cdk-lib/cx-api';
import { describe, expect, test } from 'vitest';
import { addChecks } from '#infra/checks/checks.ts';
import { Patron } from '#infra/patron.ts';
import { newFolder } from '#test/support/folder.ts';
import cdk from '../../cdk.json' with { type: 'json' };

type Context = Readonly<Record<string, unknown>>;

const decided: Context = cdk.context;

/** Where the project decides against the library's recommendation, and why. */
const otherwise: Readonly<Record<string, string>> = {
  '@aws-cdk/core:defaultCrossStackReferences':
    'The stack of bus and table cannot be deleted while the other one uses it',
  '@aws-cdk/core:enableAdditionalMetadataCollection': 'Nothing of a deployment is told to anyone that need not be',
  '@aws-cdk/core:target-partitions': 'Only the standard partition of AWS was tried',
};

/** Flags that the version in use still asks about. */
const open = Object.keys(FLAGS).filter(
  (flag) => !CURRENT_VERSION_EXPIRED_FLAGS.includes(flag) && FLAGS[flag]?.introducedIn.v2 !== undefined,
);

describe('the feature flags of cdk.json', () => {
  test('are decided, every one, and no other', () => {
    expect(open.length).toBeGreaterThan(100);
    expect(Object.keys(decided).toSorted()).toEqual(open.toSorted());
  });

  test('are as the library recommends, but for some', () => {
    const differing = open.filter(
      (flag) => JSON.stringify(decided[flag]) !== JSON.stringify(FLAGS[flag]?.recommendedValue),
    );
    expect(differing.toSorted()).toEqual(Object.keys(otherwise).toSorted());
  });
});

/** These decide how a template is written, not what it says: statements that are joined, and ARNs that are spelt out. */
const notation = ['@aws-cdk/aws-iam:minimizePolicies', '@aws-cdk/core:enablePartitionLiterals'];

const notationOf = (context: Context): Context => Object.fromEntries(notation.map((flag) => [flag, context[flag]]));

const appWith = (context: Context) =>
  new App({ outdir: newFolder(), context: { 'aws:cdk:bundling-stacks': [], ...context } });

const patronIn = (app: App) =>
  new Patron(app, 'Patron', {
    name: 'patron',
    catalogue: 'default',
    producers: [],
    keep: false,
    env: { account: '123456789012', region: 'eu-west-1' },
  });

/** The templates of both stacks, but for the names of assets, which follow the folder that they are made in. */
const templatesWith = (context: Context): readonly unknown[] => {
  const { stateful, stateless } = patronIn(appWith(context));
  return [stateful, stateless].map((stack): unknown =>
    JSON.parse(JSON.stringify(Template.fromStack(stack).toJSON()).replaceAll(/[0-9a-f]{64}\.zip/g, 'ASSET.zip')),
  );
};

describe('the construct in an app with other flags', () => {
  test('says the same in its templates with none at all', () => {
    expect(templatesWith(notationOf(decided))).toEqual(templatesWith(decided));
  });

  test.each([
    ['none at all', {}],
    ['a policy for every right', { '@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy': true }],
  ])('has no findings of cdk-nag: %s', (_, context) => {
    const app = appWith(context);
    patronIn(app);
    addChecks(app);
    expect(() => app.synth()).not.toThrow();
  });
});
