import { describe, expect, test } from 'vitest';
import { read } from '#test/docs/pages.ts';
import { propertiesOf, synthesise, theResource } from './synthesised.ts';

const { stateful, stateless } = synthesise();
const forTrials = synthesise({ keep: false });

const page = read('docs/disaster.md').replaceAll(/\s+/g, ' ');

const day = 24 * 60 * 60;

/** What the page says, and the template makes of it. */
const claims: readonly (readonly [words: string, actual: () => unknown, expected: unknown])[] = [
  [
    '14 days in the queue',
    () =>
      [stateful, stateless]
        .flatMap((template) => propertiesOf(template, 'AWS::SQS::Queue'))
        .map((queue) => queue['MessageRetentionPeriod'] as unknown)
        .filter((seconds) => seconds !== 14 * day),
    [],
  ],
  [
    'what failed 30 times or for 12 hours in a bucket',
    () => {
      const source = propertiesOf(stateless, 'AWS::Lambda::EventSourceMapping').find(
        ({ StartingPosition }) => StartingPosition === 'TRIM_HORIZON',
      );
      return [source?.['MaximumRetryAttempts'], source?.['MaximumRecordAgeInSeconds']];
    },
    [30, day / 2],
  ],
  [
    '30 days in the bucket',
    () =>
      propertiesOf(stateless, 'AWS::S3::Bucket').flatMap(
        ({
          LifecycleConfiguration: {
            Rules: [rule, ...others],
          },
        }) => (others.length === 0 ? [rule.ExpirationInDays as unknown] : []),
      ),
    [30],
  ],
  [
    '`retention.archive` days, 14 unless you say otherwise',
    () => theResource(stateful, 'AWS::Events::Archive')['Properties'].RetentionDays,
    14,
  ],
  [
    'Point-in-time recovery is on',
    () => {
      const [replica] = theResource(stateful, 'AWS::DynamoDB::GlobalTable')['Properties'].Replicas;
      return [replica.PointInTimeRecoverySpecification, replica.DeletionProtectionEnabled];
    },
    [{ PointInTimeRecoveryEnabled: true }, true],
  ],
  [
    'the table has no replica',
    () => theResource(stateful, 'AWS::DynamoDB::GlobalTable')['Properties'].Replicas.length,
    1,
  ],
  ['There is no second key', () => propertiesOf(stateful, 'AWS::KMS::Key').length, 1],
  [
    'with `"keep": false` 7',
    () =>
      [stateful, forTrials.stateful].map(
        (template) => theResource(template, 'AWS::KMS::Key')['Properties'].PendingWindowInDays,
      ),
    [undefined, 7],
  ],
];

describe('the page on disasters', () => {
  test.each(claims)('says “%s”, and so does the template', (words, actual, expected) => {
    expect(page).toContain(words);
    expect(actual()).toEqual(expected);
  });
});
