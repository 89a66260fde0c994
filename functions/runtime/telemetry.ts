import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** What a function tells its operators. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * @param service - the function's name: the `service` of its log lines and metrics.
 * @param deployment - stands in each log line, where it is given.
 */
export const telemetry = (service: string, deployment?: number): Telemetry => ({
  logger: new Logger({ serviceName: service, ...(deployment && { persistentKeys: { deployment } }) }),
  metrics: new Metrics({ serviceName: service, namespace: 'Patron' }),
});
