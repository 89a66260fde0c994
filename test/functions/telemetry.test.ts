import { MetricUnit } from '@aws-lambda-powertools/metrics';
import './configured.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { listen } from './invoke.ts';

afterEach(() => vi.restoreAllMocks());

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
