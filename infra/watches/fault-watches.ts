import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Worker } from '../worker/worker.ts';
import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const every5Minutes = { period: Duration.minutes(5) };

/** Each conflict is a write that was paid for and had to be repeated. */
const conflicting = ({ counting }: Watched): Watch => ({
  section: 'write-conflicts',
  means: 'More than one write in five finds that another writer was first',
  metric: new MathExpression({
    expression: 'IF(events > 100, FILL(conflicts, 0) / events, 0)',
    label: 'Conflicts per event',
    usingMetrics: {
      conflicts: counting('Conflicts', 'update', every5Minutes),
      events: counting('Events', 'update', every5Minutes),
    },
    ...every5Minutes,
  }),
  above: 0.2,
  periods: 3,
});

/** Alarms on the errors and throttles of one function. */
const faultsOf = ({ entry: which, handler }: Worker): readonly Watch[] => [
  {
    section: 'function-errors',
    which,
    means: `The function ${which} fails`,
    metric: handler.metricErrors({ period }),
  },
  {
    section: 'function-throttles',
    which,
    means: `The function ${which} is throttled`,
    metric: handler.metricThrottles({ period }),
    periods: 5,
  },
];

/** Alarms on the faults of each function, named by its file, and on conflicts between writers. The canary has one of its own. */
export const faults = (watched: Watched): readonly Watch[] => [
  ...watched.functions.filter(({ entry }) => entry !== 'canary').flatMap(faultsOf),
  conflicting(watched),
];
