import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, test } from 'vitest';
import { refusalReasons } from '#events/accept-entry.ts';
import { addOutcomes } from '#functions/metrics/outcome-metrics.ts';
import { noOutcomes } from '#lib/use-cases/intake/outcome-counts.ts';
import counted from '../../lib/tools/cost/counted-resources.json' with { type: 'json' };
import { usualSegments } from '#lib/tools/cost/watching-parts.ts';
import { propertiesOf, resourcesOf, synthesise, type Json } from './synthesised.ts';

const { stateless } = synthesise({ api: {}, intake: 'stream' });

/** CloudWatch takes money for each metric that an alarm watches; a band is two more. */
const watchedBy = ({ Metrics, ThresholdMetricId }: Json): number =>
  Metrics === undefined
    ? 1
    : Metrics.filter(({ MetricStat }: Json) => MetricStat !== undefined).length + (ThresholdMetricId ? 2 : 0);

const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm');

/** The part of a deployment that an alarm comes with, by its name. */
const partOf = ({ AlarmName }: Json): string =>
  /segment-jump|insight|members|api|read$/.exec(AlarmName)?.[0].replace('read', 'api') ??
  (/intake-stream|-update$|dropped-records/.test(AlarmName) && !/function-/.test(AlarmName) ? 'stream' : 'always');

const watchedIn = (part: string): number =>
  alarms.filter((alarm) => partOf(alarm) === part).reduce((sum, alarm) => sum + watchedBy(alarm), 0);

const namesIn = (source: string, form: RegExp): readonly string[] =>
  [...source.matchAll(form)].flatMap((found) => found.slice(1).filter((name) => name !== undefined));

/** Of sources and destinations, which the bill does not have. */
const notInBill = new Set(['adapt-metrics.ts', 'hook-metrics.ts', 'delivery-metrics.ts']);

const sourcesIn = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !notInBill.has(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

/** What a batch adds in which everything occurs. Two functions count outcomes: `update` and `quarantine`. */
const outcomes: string[] = [];
const everything = Object.entries(noOutcomes()).map(([name, count]) => [name, typeof count === 'number' ? 1 : count]);
addOutcomes({ addMetric: (name: string) => outcomes.push(name) } as unknown as Metrics, {
  ...(Object.fromEntries(everything) as ReturnType<typeof noOutcomes>),
  quarantinedFor: Object.fromEntries(refusalReasons.map((reason) => [reason, 1])),
});
const ofSegments = ['Entered', 'Exited'];
const ofApi = namesIn(sourcesIn('functions'), /'(Requests\w+)'/g);
const names = new Set([
  ...outcomes,
  ...namesIn(sourcesIn('functions/metrics'), /'([A-Z]\w+)'/g),
  ...namesIn(sourcesIn('functions'), /addMetric\(\s*'(\w+)'|metric: '(\w+)'/g),
]);

/** Those of the deployment's own that its alarms watch and its dashboard shows, and searches for. */
const shown = namesIn(
  JSON.stringify(stateless.toJSON()),
  /\\"Patron\\",\\"(\w+)\\"|"MetricName":"(\w+)","Namespace":"Patron"|\{Patron,[^}]*\} [^']*?MetricName=\\\\\\"(\w+)/g,
);

/** Lambda's own metrics of an event source that is a stream, where they are asked for. */
const metricsOfStreamSource = 6;
const sourcesOf = (part: 'stream' | 'always'): number =>
  resourcesOf(stateless, 'AWS::Lambda::EventSourceMapping').filter(
    ([id, { Properties }]) =>
      Properties.MetricsConfig !== undefined && id.includes('StreamSource') === (part === 'stream'),
  ).length;

describe('what patron cost counts of a deployment', () => {
  test('is what its template and its functions have (npm run docs:schemas writes it anew)', async () => {
    const found = {
      alarmMetrics: {
        always: watchedIn('always'),
        insight: watchedIn('insight'),
        members: watchedIn('members'),
        api: watchedIn('api'),
        stream: watchedIn('stream'),
        segment: watchedIn('segment-jump') / usualSegments,
      },
      compositeAlarms: resourcesOf(stateless, 'AWS::CloudWatch::CompositeAlarm').length,
      dashboards: resourcesOf(stateless, 'AWS::CloudWatch::Dashboard').length,
      metrics: {
        always: names.size - ofSegments.length + outcomes.length + sourcesOf('always') * metricsOfStreamSource,
        api: new Set(ofApi).size,
        stream: sourcesOf('stream') * metricsOfStreamSource,
        segment: ofSegments.length,
      },
    };
    await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot(
      '../../lib/tools/cost/counted-resources.json',
    );
  });

  test('leaves out no alarm', () => {
    const { always, insight, members, api, stream, segment } = counted.alarmMetrics;
    const all = alarms.reduce((sum, alarm) => sum + watchedBy(alarm), 0);
    expect(always + insight + members + api + stream + usualSegments * segment).toBe(all);
    expect(all).toBeGreaterThan(alarms.length);
  });

  test('leaves out no metric that an alarm watches or the dashboard shows', () => {
    expect(new Set(shown).size).toBeGreaterThan(20);
    expect(shown.filter((name) => !names.has(name) && !ofApi.includes(name))).toEqual([]);
  });
});
