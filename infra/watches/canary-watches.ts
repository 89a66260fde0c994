import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

/** Alarm on a deployment that does not do what it is there for. */
export const canaries = ({ canary }: Watched): readonly Watch[] => [
  {
    section: 'canary',
    means: 'An event of the made-up person did not come through the deployment',
    metric: canary.handler.metricErrors({ period }),
  },
];
