import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

/** Alarms on the pass over everyone that follows a catalogue change. */
export const passes = ({ backfill: { machine }, counting }: Watched): readonly Watch[] => [
  {
    section: 'catalogue-change',
    which: 'failed',
    means: 'A pass over everybody after a catalogue change has failed',
    metric: new Metric({
      namespace: 'AWS/States',
      metricName: 'ExecutionsFailed',
      dimensionsMap: { StateMachineArn: machine.arn },
      statistic: 'Sum',
      period,
    }),
  },
  {
    section: 'catalogue-change',
    which: 'remaining',
    means: 'A pass over everybody has ended, and some are still decided by an older catalogue',
    metric: counting('BackfillRemaining', 'backfill', { statistic: 'Maximum' }),
  },
];
