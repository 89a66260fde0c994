import type { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, test } from 'vitest';
import { refusalReasons } from '#events/accept-entry.ts';
import { addPublication } from '#functions/metrics/publication-metrics.ts';
import { addOutcomes } from '#functions/metrics/outcome-metrics.ts';
import { noOutcomes, type OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { noon } from '#test/use-cases/given.ts';
import { named, propertiesOf, synthesise, theResource, type Json } from './synthesised.ts';

const { stateless } = synthesise();
const { widgets }: Json = JSON.parse(
  named(theResource(stateless, 'AWS::CloudWatch::Dashboard')['Properties']['DashboardBody']),
);
interface Question {
  readonly x: number;
  readonly width: number;
  readonly question: string;
  /** All that is below it. */
  readonly text: string;
}

const columns: readonly Question[] = widgets
  .filter(({ type }: Json) => type === 'text')
  .map(({ x, width, properties }: Json) => ({
    x,
    width,
    question: properties.markdown.split('\n')[0],
    text: JSON.stringify(widgets.filter(({ x: left, y: top }: Json) => left === x && top > 0)),
  }));
const columnAbout = (word: string): string => columns.find(({ question }) => question.includes(word))?.text ?? '';

describe('the dashboard', () => {
  test('asks from left to right', () => {
    expect(columns.map(({ question }) => question)).toEqual([
      '## Are events arriving?',
      '## Are they being applied?',
      '## How fresh is what we publish?',
      '## Who enters and leaves?',
      '## What does it cost?',
    ]);
    expect(columns.map(({ x }) => x)).toEqual([0, 5, 10, 15, 20]);
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(24);
  });

  test('shows every alarm that rings', () => {
    const status = widgets.find(({ type }: Json) => type === 'alarm');
    const shown = status.properties.alarms.map((arn: string) => arn.replace(/^.*:alarm:/, ''));
    const ringing = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
      propertiesOf(stateless, type).flatMap(({ AlarmName, AlarmActions }) => (AlarmActions ? [String(AlarmName)] : [])),
    );
    expect(shown.toSorted()).toEqual(ringing.toSorted());
  });

  test('answers each question with what says it', () => {
    expect(columnAbout('arriving')).toContain('MetricName=\\"MatchedEvents\\"');
    for (const metric of ['Events', 'Duplicates', 'ApproximateAgeOfOldestMessage', 'Errors', 'Throttles'])
      expect(columnAbout('applied')).toContain(`"${metric}"`);
    for (const metric of ['Lag', 'TimerLag', 'LateChanges', 'LateTimers', 'OldestUnpublished', 'Overdue'])
      expect(columnAbout('fresh')).toContain(`"${metric}"`);
    for (const metric of ['Entered', 'Exited'])
      expect(columnAbout('enters')).toContain(
        `{Patron,name,service,segment} name=\\"patron\\" MetricName=\\"${metric}\\"`,
      );
    for (const metric of [
      'ConsumedWriteCapacityUnits',
      'ConsumedReadCapacityUnits',
      'Invocations',
      'NumberOfMessagesSent',
    ])
      expect(columnAbout('cost')).toContain(`"${metric}"`);
  });

  test('reckons with the prices of what is used', () => {
    const cost = columnAbout('cost');
    for (const price of ['* 0.625', '* 0.125', '* 1 / 1000000', '* 0.5 / 1000000', '* 0.2', '* 13.3334'])
      expect(cost).toContain(price);
    // CloudWatch knows no exponents.
    expect(cost).not.toMatch(/\de-?\d/);
  });
});

const row = (origin: 'live' | 'timer'): ChangeRow => ({
  kind: 'changes',
  person: 'C#ann',
  effectiveAt: formatInstant(noon),
  decidedAt: formatInstant(noon),
  origin,
  cause: { eventId: 'e' },
  segments: [],
  consent: {},
  nextReviewAt: null,
  changes: (['entered', 'exited'] as const).map((status, index) => ({
    sequence: index + 1,
    status,
    segment: { key: `of-${status}`, name: '', definitionHash: '' },
    because: [],
    enteredAt: formatInstant(noon),
    traits: {},
  })),
});

/** The names of the metrics that the functions add, from the code that adds them. */
const counted = (): ReadonlySet<string> => {
  const names = new Set(['ProfileBytes', 'Overdue', 'Due', 'UnsentTicks']);
  const metrics = {
    addMetric: (name: string) => void names.add(name),
    addDimension: () => {},
    singleMetric: () => metrics,
  } as unknown as Metrics;
  const unpublished = row('live');
  addPublication(metrics, {
    entries: 2,
    heldBack: 0,
    unpublished: [{ row: unpublished, code: 'InternalFailure' }],
    rows: [row('live'), row('timer'), unpublished],
    at: noon + 86_400_000,
  });
  const quarantinedFor = Object.fromEntries(refusalReasons.map((reason) => [reason, 1]));
  const one = Object.fromEntries(Object.keys(noOutcomes()).map((name) => [name, 1])) as unknown as OutcomeCounts;
  addOutcomes(metrics, { ...one, quarantinedFor });
  return names;
};

describe('metrics of Patron', () => {
  test('that are shown or ring are all counted by a function', () => {
    const shown = [...JSON.stringify(widgets).matchAll(/\["Patron","(\w+)"/g)].map(([, name]) => name);
    const searched = [
      ...JSON.stringify(widgets).matchAll(/\{Patron,[^}]*\} name=\\+"patron\\+" MetricName=\\+"(\w+)/g),
    ].map(([, name]) => name);
    const rings = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').flatMap(
      ({ Namespace, MetricName, Metrics = [] }) => [
        ...(Namespace === 'Patron' ? [MetricName] : []),
        ...Metrics.flatMap(({ MetricStat }: Json) =>
          MetricStat?.Metric.Namespace === 'Patron' ? [MetricStat.Metric.MetricName] : [],
        ),
      ],
    );
    expect(searched.length).toBeGreaterThan(6);
    const known = counted();
    const unknown = [...shown, ...searched, ...rings].filter((name) => !known.has(String(name)));
    expect(unknown.filter((name) => !String(name).startsWith('Backfill'))).toEqual([]);
  });
});
