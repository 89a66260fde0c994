import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** The logs and metrics of a function. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

interface TelemetryProps {
  /** The deployment's name: a dimension of each metric, so that two deployments in one account are counted apart. */
  readonly name?: string | undefined;
  /** The deployment's number: added to each log line. */
  readonly deployment?: number | undefined;
}

/**
 * Lets only `POWERTOOLS_LOG_LEVEL` say what is logged. Powertools would take the level of Lambda's own filter before any other, and
 * that filter lets INFO through whatever is set, or it would drop the lines of metrics (infra/worker/observation.ts).
 */
const forgetFilterOfLambda = (): void => {
  delete process.env['AWS_LAMBDA_LOG_LEVEL'];
};

/**
 * Makes the logger and the metrics of a function.
 *
 * @param service - the function's name: the `service` of its log lines and metrics.
 */
export const telemetry = (service: string, { name, deployment }: TelemetryProps = {}): Telemetry => {
  forgetFilterOfLambda();
  return {
    logger: new Logger({ serviceName: service, ...(deployment && { persistentKeys: { deployment } }) }),
    metrics: new Metrics({
      serviceName: service,
      namespace: 'Patron',
      ...(name !== undefined && { defaultDimensions: { name } }),
    }),
  };
};
