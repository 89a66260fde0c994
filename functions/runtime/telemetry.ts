import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** The logs and metrics of a function. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Makes the logger and the metrics of a function.
 *
 * @param service - the function's name: the `service` of its log lines and metrics.
 * @param deployment - added to each log line, where given.
 */
export const telemetry = (service: string, deployment?: number): Telemetry => ({
  logger: new Logger({ serviceName: service, ...(deployment && { persistentKeys: { deployment } }) }),
  metrics: new Metrics({ serviceName: service, namespace: 'Patron' }),
});
