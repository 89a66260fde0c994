import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { named, propertiesOf, resourcesOf, synthesise, theResource } from './synthesised.ts';

const { stateful, stateless } = synthesise();
const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm');
const sectionOf = (description: string) => /docs\/runbook\.md#([a-z-]+)$/.exec(description)?.[1];
const sections = alarms.map(({ AlarmDescription }) => sectionOf(AlarmDescription));
const headings = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading]) =>
  String(heading).toLowerCase().replaceAll(' ', '-'),
);

const watching = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric);
const dimensionsOf = (metric: string) =>
  watching(metric).map(({ Dimensions }) => named(Dimensions[0].Value).replace(/\.QueueName$/, ''));

describe('alarms', () => {
  test('each names a section that the runbook has', () => {
    expect(sections.filter((section) => !headings.includes(section ?? 'none'))).toEqual([]);
  });

  test('each section of the runbook has its alarm', () => {
    expect(headings.filter((heading) => !sections.includes(heading))).toEqual([]);
  });

  test('each rings where somebody can hear it', () => {
    const topics = resourcesOf(stateless, 'AWS::SNS::Topic').map(([Ref]) => ({ Ref }));
    expect(topics).toHaveLength(1);
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual(topics);
    expect(named(theResource(stateless, 'AWS::SNS::Topic')['Properties']['KmsMasterKeyId'])).toBe('Key.Arn');
  });

  test('one for each queue of dead letters, at the first message', () => {
    expect(dimensionsOf('ApproximateNumberOfMessagesVisible').sort()).toEqual([
      'EventIntakeDeadLetters',
      'EventsDeadLetters',
      'ReviewSweepDeadLetters',
      'UndeliverableEventsDeadLetters',
    ]);
    const ownDeadLetters = [stateful, stateless].flatMap((template) =>
      propertiesOf(template, 'AWS::SQS::Queue').filter(({ RedrivePolicy }) => RedrivePolicy === undefined),
    );
    expect(ownDeadLetters).toHaveLength(4);
    for (const { Threshold, ComparisonOperator } of watching('ApproximateNumberOfMessagesVisible')) {
      expect([ComparisonOperator, Threshold]).toEqual(['GreaterThanThreshold', 0]);
    }
  });

  test('one for what rules could not deliver, though it does not stay in its queue', () => {
    expect(dimensionsOf('NumberOfMessagesSent')).toEqual(['UndeliverableEventsQueue']);
  });

  test('one for what could not be published', () => {
    expect(dimensionsOf('OnFailureDestinationDeliveredEventCount')).toEqual(['ChangePublicationPublishHandlerSource']);
  });

  test('one for the age of the queue, in seconds', () => {
    expect(watching('ApproximateAgeOfOldestMessage')).toEqual([
      expect.objectContaining({ Threshold: 60, EvaluationPeriods: 5, Period: 60 }),
    ]);
    expect(dimensionsOf('ApproximateAgeOfOldestMessage')).toEqual(['EventIntakeQueue']);
  });

  test('one for the age of the stream, in milliseconds', () => {
    expect(watching('IteratorAge')).toEqual([expect.objectContaining({ Threshold: 60_000, EvaluationPeriods: 5 })]);
    expect(dimensionsOf('IteratorAge')).toEqual(['ChangePublicationPublishHandler']);
  });

  test('one for the errors of each function', () => {
    expect(dimensionsOf('Errors').sort()).toEqual([
      'ChangePublicationPublishHandler',
      'CustomerUpdatesUpdateHandler',
      'QuarantineIntakeQuarantineHandler',
      'ReviewSweepHandler',
    ]);
  });

  test('one for a sweep that no longer runs', () => {
    expect(watching('Invocations')).toEqual([
      expect.objectContaining({ ComparisonOperator: 'LessThanOrEqualToThreshold', TreatMissingData: 'breaching' }),
    ]);
  });

  test('one for what each function quarantines', () => {
    expect(dimensionsOf('Quarantined').sort()).toEqual(['quarantine', 'update']);
    for (const { Namespace } of watching('Quarantined')) expect(Namespace).toBe('Patron');
  });

  test('one for what is too large to keep', () => {
    expect(dimensionsOf('TooLarge')).toEqual(['update']);
  });

  test('no other rings for want of data', () => {
    const breaching = alarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(breaching.map(({ MetricName }) => MetricName)).toEqual(['Invocations']);
  });
});
