import { describe, expect, test } from 'vitest';
import { weekly } from '#infra/insight/weekly.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { functionOf, named, propertiesOf, synthesise, theResource, type Json } from './synthesised.ts';

const { stateful, stateless } = synthesise();
const without = synthesise({ insight: 'off' });

const machineArn = 'arn:AWS::Partition:states:AWS::Region:AWS::AccountId:stateMachine:patron-insight';
const machine = theResource(stateless, 'AWS::StepFunctions::StateMachine', { StateMachineName: 'patron-insight' });
const definition: Json = JSON.parse(named(machine['Properties']['DefinitionString']));

const inBerlin: CatalogueSource = {
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  segments: [{ key: 'buyers', when: { performed: 'PurchaseMade' } }],
};

const scheduleIn = (template: typeof stateless) =>
  theResource(template, 'AWS::Scheduler::Schedule', { Description: 'Starts the pass for insight' })['Properties'];

describe('the pass for insight', () => {
  test('runs in the rounds of every pass over everybody, with functions and words of its own', () => {
    const backfill = theResource(stateless, 'AWS::StepFunctions::StateMachine', {
      StateMachineName: 'patron-backfill',
    });
    const ofBackfill: Json = JSON.parse(named(backfill['Properties']['DefinitionString']));
    expect(definition['Comment']).not.toBe(ofBackfill['Comment']);
    expect(definition['States'].GivenUp.Error).toBe('InsightFailed');
    const renamed = JSON.stringify(definition)
      .replaceAll('InsightRound', 'CatalogueBackfillRound')
      .replaceAll('InsightPart', 'CatalogueBackfillPart')
      .replaceAll('InsightFailed', 'BackfillFailed')
      .replaceAll(definition['Comment'], ofBackfill['Comment']);
    expect(JSON.parse(renamed)).toEqual(ofBackfill);
  });

  test('begins every week, with an input that asks for nothing in particular', () => {
    const schedule = scheduleIn(stateless);
    expect(schedule['ScheduleExpression']).toBe('cron(30 3 ? * SUN *)');
    expect(schedule['ScheduleExpressionTimezone']).toBe('UTC');
    expect(schedule['FlexibleTimeWindow']).toEqual({ Mode: 'OFF' });
    expect([named(schedule['Target'].Arn), schedule['Target'].Input]).toEqual([machineArn, '{}']);
  });

  test('begins in the night of the shop', () => {
    expect(scheduleIn(synthesise({ catalogue: inBerlin }).stateless)['ScheduleExpression']).toBe(
      'cron(30 2 ? * SUN *)',
    );
  });

  test.each(['insight-round', 'insight-part'])(
    '%s has a whole processor, or more where the setting says so',
    (entry) => {
      expect(functionOf(stateless, entry)['MemorySize']).toBe(1_769);
      expect(functionOf(synthesise({ memory: 3_008 }).stateless, entry)['MemorySize']).toBe(3_008);
      expect(functionOf(synthesise({ memory: 1_024 }).stateless, entry)['MemorySize']).toBe(1_769);
    },
  );

  test('rings when it fails, and when it does not begin for a week', () => {
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').filter(({ AlarmName }) =>
      AlarmName.startsWith('patron-insight-'),
    );
    expect(
      alarms.map(({ AlarmName, MetricName, Period, EvaluationPeriods, Threshold, Dimensions }) => [
        AlarmName,
        MetricName,
        Period * EvaluationPeriods,
        Threshold,
        named(Dimensions[0].Value),
      ]),
    ).toEqual([
      ['patron-insight-failed', 'ExecutionsFailed', 60, 0, machineArn],
      ['patron-insight-silent', 'ExecutionsStarted', 7 * 24 * 60 * 60, 0, machineArn],
    ]);
  });
});

describe('a deployment without insight', () => {
  test('has nothing of it', () => {
    expect(JSON.stringify([without.stateful.toJSON(), without.stateless.toJSON()])).not.toMatch(/insight/i);
  });

  test('has everything else', () => {
    const others = resourcesOfAll(stateless).filter((id) => !/insight/i.test(id));
    expect(others.length).toBeGreaterThan(100);
    expect(resourcesOfAll(without.stateless)).toEqual(others);
    expect(resourcesOfAll(without.stateful)).toEqual(resourcesOfAll(stateful));
  });
});

/** Where the policy of the operator is longer than one may be, the library goes on in another, which is no part of its own. */
const resourcesOfAll = (template: typeof stateless): readonly string[] =>
  Object.keys(template.toJSON()['Resources']).filter((id) => !id.startsWith('OperatorOverflowPolicy'));

describe('weekly()', () => {
  test.each([
    ['UTC', 'cron(30 3 ? * SUN *)'],
    ['Europe/Berlin', 'cron(30 2 ? * SUN *)'],
    ['America/Sao_Paulo', 'cron(30 6 ? * SUN *)'],
    ['Asia/Kathmandu', 'cron(45 21 ? * SAT *)'],
    ['Asia/Tokyo', 'cron(30 18 ? * SAT *)'],
  ])('is half past three on Sunday in %s, by its winter time', (timeZone, expression) => {
    expect(weekly(timeZone)).toBe(expression);
  });
});
