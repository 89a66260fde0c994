import { MetricUnit } from '@aws-lambda-powertools/metrics';
import './configured.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { listen } from './invoke.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('telemetry() counts each deployment apart, by its name', () => {
  const { metrics: lines } = listen();
  const { metrics } = telemetry('update', { name: 'second-shop' });
  metrics.addMetric('Events', MetricUnit.Count, 1);
  const single = metrics.singleMetric();
  single.addDimension('segment', 'buyers');
  single.addMetric('Entered', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  expect(lines()).toEqual([
    expect.objectContaining({ name: 'second-shop', service: 'update', segment: 'buyers', Entered: 1 }),
    expect.objectContaining({ name: 'second-shop', service: 'update', Events: 1 }),
  ]);
});

const levelsAt = (level: string) => {
  // Lambda's filter, which the deployment leaves at INFO.
  vi.stubEnv('AWS_LAMBDA_LOG_LEVEL', 'INFO');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', level);
  const { logged, metrics: lines } = listen();
  const { logger, metrics } = telemetry('update');
  for (const each of ['debug', 'info', 'warn', 'error'] as const) logger[each]('A line');
  metrics.addMetric('Events', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  return [...logged().map((line) => line['level']), ...lines().map(({ Events }) => Events)];
};

describe('the level of the log', () => {
  test.each([
    ['DEBUG', ['DEBUG', 'INFO', 'WARN', 'ERROR', 1]],
    ['WARN', ['WARN', 'ERROR', 1]],
    ['ERROR', ['ERROR', 1]],
  ])('is %s where that is set, and metrics go out at any', (level, lines) => {
    expect(levelsAt(level)).toEqual(lines);
  });
});
