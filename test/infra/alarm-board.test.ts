import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { refusalReasons } from '#events/accept-entry.ts';
import { functionNames, named, propertiesOf, resourcesOf, synthesise, theResource, type Json } from './synthesised.ts';

const { stateful, stateless } = synthesise();
const metricAlarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm');
const composites = propertiesOf(stateless, 'AWS::CloudWatch::CompositeAlarm');
/** Windows of a burn rate ring together or not at all. */
const windows = metricAlarms.filter(({ AlarmActions }) => AlarmActions === undefined);
const ringing = [...metricAlarms.filter((alarm) => !windows.includes(alarm)), ...composites];

const sectionOf = ({ AlarmDescription }: Json) => /docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription)?.[1];
const sections = ringing.map(sectionOf);
const anchor = (heading: string) => heading.toLowerCase().replaceAll(' ', '-');

const runbook = readFileSync('docs/runbook.md', 'utf8');
/** The part about alarms ends where the part about what people do of their own accord begins. */
const [aboutAlarms = '', ofOwnAccord = ''] = runbook.split('\n# What you may want to do\n');
const chaptersIn = (text: string) => text.split(/^## /m).slice(1);
const headings = chaptersIn(aboutAlarms).map((chapter) => anchor(chapter.split('\n', 1)[0] ?? ''));
const allHeadings = new Set(chaptersIn(runbook).map((chapter) => anchor(chapter.split('\n', 1)[0] ?? '')));

const called = (name: string) => ringing.filter(({ AlarmName }) => AlarmName.startsWith(`patron-${name}`));
const watching = (metric: string) => ringing.filter(({ MetricName }) => MetricName === metric);
const dimensionsOf = (metric: string) =>
  watching(metric).map(({ Dimensions }) => named(Dimensions[0].Value).replace(/\.QueueName$/, ''));
/** The metrics and expressions behind an alarm on several. */
const behind = ({ Metrics = [] }: Json) =>
  Metrics.map(({ Expression, MetricStat }: Json) => Expression ?? MetricStat.Metric.MetricName);

describe('alarms', () => {
  test('each names a section that the runbook has', () => {
    expect(sections.filter((section) => !allHeadings.has(section ?? 'none'))).toEqual([]);
  });

  test('each section of the runbook about alarms has its alarm', () => {
    expect(ofOwnAccord).not.toBe('');
    // A deployment without a stream, subscribers, sources, destinations or an HTTP API has no alarm on one; the tests of each have one with.
    expect(headings.filter((heading) => !sections.includes(heading)).toSorted()).toEqual([
      'api-failures',
      'api-latency',
      'api-refusals',
      'destination',
      'intake-stream-age',
      'intake-stream-failures',
      'intake-stream-throttles',
      'source',
      'subscriber',
    ]);
  });

  test('each section about an alarm says what it means, where to look and how to fix it', () => {
    for (const chapter of chaptersIn(aboutAlarms)) {
      expect(['Means', 'Look', 'Fix'].filter((part) => !chapter.includes(`**${part}** `))).toEqual([]);
    }
  });

  test('each notifies the topic', () => {
    const topics = resourcesOf(stateless, 'AWS::SNS::Topic').map(([Ref]) => ({ Ref }));
    expect(topics).toHaveLength(1);
    for (const { AlarmActions } of ringing) expect(AlarmActions).toEqual(topics);
    expect(named(theResource(stateless, 'AWS::SNS::Topic')['Properties']['KmsMasterKeyId'])).toBe('Key.Arn');
  });

  test('the topic takes only alarms of this account, and only TLS', () => {
    const { Statement: statements } = theResource(stateless, 'AWS::SNS::TopicPolicy')['Properties']['PolicyDocument'];
    expect(statements).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });

  test('link to the runbook where it was put', () => {
    const linked = synthesise({ runbook: 'https://wiki.example/patron' }).stateless;
    for (const { AlarmDescription } of propertiesOf(linked, 'AWS::CloudWatch::CompositeAlarm')) {
      expect(AlarmDescription).toMatch(/See https:\/\/wiki\.example\/patron#late-changes$/);
    }
  });

  test('two ring for want of data, one of them only once there were some', () => {
    const silent = metricAlarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(silent.map(({ MetricName, TreatMissingData }) => `${MetricName} ${TreatMissingData}`)).toEqual([
      'Invocations breaching',
      'ExecutionsStarted missing',
    ]);
    const insufficient = metricAlarms.filter(({ InsufficientDataActions }) => InsufficientDataActions !== undefined);
    expect(insufficient).toEqual([silent[1]]);
    expect(silent[1]?.['InsufficientDataActions']).toEqual(silent[1]?.['AlarmActions']);
  });
});

describe('alarms on what is left over', () => {
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

  test('one for each last net: what rules, destinations and the stream let fall', () => {
    const nets = called('last-nets-');
    expect(
      nets.map(({ AlarmName, MetricName }) => `${AlarmName.slice('patron-last-nets-'.length)} ${MetricName}`),
    ).toEqual([
      'rule-customers InvocationsFailedToBeSentToDlq',
      'rule-visitors InvocationsFailedToBeSentToDlq',
      'rule-rest InvocationsFailedToBeSentToDlq',
      'destination-publish DestinationDeliveryFailures',
      'destination-sweep DestinationDeliveryFailures',
      'dropped-changes DroppedEventCount',
    ]);
    // The canary fails where its own rules do not deliver, and has an alarm.
    const rules = resourcesOf(stateless, 'AWS::Events::Rule')
      .map(([Ref]) => Ref)
      .filter((Ref) => !Ref.startsWith('Canary'));
    const watched = watching('InvocationsFailedToBeSentToDlq').map(({ Dimensions }) => Dimensions[1].Value);
    expect(watched).toEqual(
      expect.arrayContaining(
        rules.map((Ref) => ({ 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': [Ref, 'Arn'] }] }] })),
      ),
    );
    for (const { Threshold, Statistic } of nets) expect([Threshold, Statistic]).toEqual([0, 'Sum']);
  });

  test('one for what could not be published', () => {
    expect(dimensionsOf('OnFailureDestinationDeliveredEventCount')).toEqual(['ChangePublicationPublishHandlerSource']);
  });
});

describe('alarms on what is late', () => {
  test('one for the age of the queue, in seconds, and a patient one for that of the slow queue', () => {
    expect(watching('ApproximateAgeOfOldestMessage')).toEqual([
      expect.objectContaining({ Threshold: 60, EvaluationPeriods: 5, Period: 60 }),
      expect.objectContaining({ Threshold: 900, EvaluationPeriods: 5, Period: 60 }),
    ]);
    expect(dimensionsOf('ApproximateAgeOfOldestMessage')).toEqual(['EventIntakeQueue', 'EventIntakeSlowQueue']);
  });

  test('one for a few people with most of the queue', () => {
    const hot = called('hot-group');
    expect(hot.flatMap(behind)).toEqual([
      'visible / (groups + 1)',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfGroupsWithInflightMessages',
    ]);
    expect(hot).toMatchObject([{ Threshold: 1000, EvaluationPeriods: 5 }]);
  });

  test('one for the age of the stream, in milliseconds', () => {
    expect(watching('IteratorAge')).toEqual([expect.objectContaining({ Threshold: 60_000, EvaluationPeriods: 5 })]);
    expect(dimensionsOf('IteratorAge')).toEqual(['ChangePublicationPublishHandler']);
  });

  test('one for the oldest change that is decided and not published, in milliseconds', () => {
    expect(watching('OldestUnpublished')).toEqual([
      expect.objectContaining({ Threshold: 60_000, Statistic: 'Maximum' }),
    ]);
  });

  test('one for a sweep that is late, and one for a sweep that no longer runs', () => {
    expect(watching('Overdue')).toEqual([expect.objectContaining({ Threshold: 180_000, Statistic: 'Maximum' })]);
    expect(watching('Invocations')).toEqual([
      expect.objectContaining({ ComparisonOperator: 'LessThanOrEqualToThreshold', TreatMissingData: 'breaching' }),
    ]);
  });

  test.each(['change', 'timer'])('a fast and a slow one for the budget of each promise: %s', (kind) => {
    expect(called(`late-changes-${kind}`).map(({ AlarmName }) => AlarmName)).toEqual([
      `patron-late-changes-${kind}-fast`,
      `patron-late-changes-${kind}-slow`,
    ]);
    const of = (speed: string) =>
      windows.filter(({ AlarmName }) => AlarmName.startsWith(`patron-late-changes-${kind}-${speed}`));
    const rates = (speed: string) =>
      of(speed).map(({ Threshold, Metrics }) => [Threshold, Metrics[1].MetricStat.Period]);
    // 2 % of a month's budget in an hour, 5 % in six: table 5-8 of the Site Reliability Workbook.
    expect(rates('fast')).toEqual([
      [14.4, 3_600],
      [14.4, 300],
    ]);
    expect(rates('slow')).toEqual([
      [6, 21_600],
      [6, 1_800],
    ]);
  });

  test('a budget rings when both of its windows do', () => {
    for (const { AlarmRule } of composites) {
      const rule = named(AlarmRule);
      expect(rule.match(/ALARM\("/g)).toHaveLength(2);
      expect(rule).toContain(' AND ');
    }
  });

  test('a burn rate is the share of late changes over the one in a hundred that may be late', () => {
    const late = { change: ['LateChanges', 'FreshChanges'], timer: ['LateTimers', 'FreshTimers'] };
    for (const [kind, metrics] of Object.entries(late)) {
      for (const window of windows.filter(({ AlarmName }) => AlarmName.includes(`-${kind}-`))) {
        const [expression, ...used] = behind(window);
        const filled = `FILL(${kind}Late, 0)`;
        expect(expression).toBe(`IF(${filled} < 5, 0, ${filled} / (${filled} + FILL(${kind}InTime, 0)) / 0.01)`);
        expect(used).toEqual(metrics);
      }
    }
  });
});

describe('alarms on what is wrong', () => {
  test('one for the errors of each function, and one for its throttles', () => {
    const handlers = resourcesOf(stateless, 'AWS::Lambda::Function').map(([id]) => named({ Ref: id }));
    expect(handlers).toHaveLength(functionNames.length);
    expect(dimensionsOf('Errors').sort()).toEqual(handlers.toSorted());
    expect(dimensionsOf('Throttles').sort()).toEqual(handlers.filter((name) => name !== 'CanaryHandler').toSorted());
  });

  test('one for each reason for which events are refused, whichever function refuses them', () => {
    const alarmed = called('quarantine-').filter((alarm) => sectionOf(alarm) === 'quarantine');
    const reasons = alarmed.map(({ AlarmName }) => String(AlarmName).replace('patron-quarantine-', ''));
    expect([...reasons, 'too-large', 'unusable'].toSorted()).toEqual([...refusalReasons].toSorted());
    for (const { Metrics } of alarmed) {
      const services = Metrics.flatMap(({ MetricStat }: Json) => MetricStat?.Metric.Dimensions ?? []);
      expect(services.flatMap(({ Name, Value }: Json) => (Name === 'service' ? [Value] : []))).toEqual([
        'update',
        'quarantine',
      ]);
    }
  });

  test('one for what is too large to keep, and one well before', () => {
    expect(watching('QuarantinedTooLarge')).toEqual([expect.objectContaining({ Threshold: 0 })]);
    const [size] = watching('ProfileBytes');
    expect(size).toMatchObject({ Threshold: 250 * 1024, Statistic: 'Maximum' });
  });

  test('one for conflicting writes', () => {
    const conflicts = called('write-conflicts');
    expect(conflicts.flatMap(behind)).toEqual([
      'IF(events > 100, FILL(conflicts, 0) / events, 0)',
      'Conflicts',
      'Events',
    ]);
    expect(conflicts).toMatchObject([{ Threshold: 0.2 }]);
  });
});

describe('alarms on segments', () => {
  const jumps = called('segment-jump-');

  test('one for each that is measured, when it leaves the band of what was seen before', () => {
    expect(jumps.map(({ AlarmName }) => AlarmName.replace('patron-segment-jump-', ''))).toEqual(
      defaultCatalogue.segments.slice(0, 20).map(({ key }) => key),
    );
    for (const jump of jumps) {
      const { ComparisonOperator: comparison, Metrics, ThresholdMetricId: threshold } = jump;
      expect(comparison).toBe('LessThanLowerOrGreaterThanUpperThreshold');
      expect(behind(jump)).toEqual(expect.arrayContaining(['Entered', 'Exited']));
      const band = Metrics.find(({ Id }: Json) => Id === threshold);
      expect(band.Expression).toMatch(/^ANOMALY_DETECTION_BAND\(\w+, ?5\)$/);
    }
  });

  test('each counts only its own customers', () => {
    for (const { AlarmName, Metrics } of jumps) {
      const dimensions = Metrics.flatMap(({ MetricStat }: Json) => MetricStat?.Metric.Dimensions ?? []);
      const segments = dimensions.filter(({ Name }: Json) => Name === 'segment').map(({ Value }: Json) => Value);
      expect(segments).toHaveLength(2);
      expect(new Set(segments)).toEqual(new Set([AlarmName.replace('patron-segment-jump-', '')]));
    }
  });
});
