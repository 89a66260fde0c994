import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { deploymentWith, named, synthesise, theResource, type Json } from './synthesised.ts';

const { stateful, stateless } = synthesise();

const keptIn = (template: typeof stateful): readonly (readonly [string, Json])[] =>
  Object.entries<Json>(template.toJSON()['Resources']).filter(([, { DeletionPolicy }]) =>
    DeletionPolicy?.startsWith('Retain'),
  );

const pseudo = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region']);

/** The logical ids of its own stack that a resource names. */
const namedBy = (resource: Json): readonly string[] =>
  [...JSON.stringify(resource).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([\w:]+)"/g)].flatMap(([, id = '']) =>
    pseudo.has(id) ? [] : [id],
  );

const nameOf = ([id]: readonly [string, Json]): string => named({ Ref: id });

/** As the runbook lists them: `cdk import` takes up exactly these. */
describe('what stays when the stacks are deleted', () => {
  test('is all that holds what cannot be made again', () => {
    expect(keptIn(stateful).map(nameOf)).toEqual([
      'Key',
      'Customers',
      'EventsDeadLetters',
      'EventsBus',
      'EventsArchive',
    ]);
    expect(keptIn(stateless).map(nameOf).toSorted()).toEqual([
      'ChangePublicationFailures',
      'EventIntakeDeadLetters',
      'InsightResults',
      'ReviewSweepDeadLetters',
      'UndeliverableEventsDeadLetters',
    ]);
  });

  test.each([
    ['PatronState', stateful],
    ['Patron', stateless],
  ])('can be taken up by %s before anything else is there', (_, template) => {
    const kept = keptIn(template);
    const ids = new Set(kept.map(([id]) => id));
    expect(kept.flatMap(([, resource]) => namedBy(resource)).filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('a deployment that keeps nothing', () => {
  const gone = deploymentWith({ keep: false }).patron;
  const templates = [gone.stateful, gone.stateless].map((stack) => Template.fromStack(stack));

  test('goes whole when its stacks are deleted', () => {
    expect(templates.flatMap(keptIn).map(nameOf)).toEqual([]);
    expect(gone.stateful.terminationProtection).toBe(false);
  });

  test('can be deleted: the table is not protected, the buckets are emptied', () => {
    const [state, service] = templates as [Template, Template];
    expect(
      theResource(state, 'AWS::DynamoDB::GlobalTable')['Properties']['Replicas'][0]['DeletionProtectionEnabled'],
    ).toBe(false);
    expect(Object.keys(service.findResources('Custom::S3AutoDeleteObjects'))).toHaveLength(2);
    expect(theResource(state, 'AWS::KMS::Key')['Properties']['PendingWindowInDays']).toBe(7);
  });
});
