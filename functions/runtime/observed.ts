import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import withMiddleware, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import { FailedInvocation, failureForLog } from './failure-log.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * Publishes the metrics of an invocation, whether it ends well or not. Powertools' own middleware warns of one that has none, in a line
 * of the log.
 */
const publishing = (metrics: Metrics): MiddlewareObj => {
  const publish = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: publish, onError: publish };
};

/**
 * Makes a Lambda handler with logs and metrics: each log line has the request's context and never the event, and the
 * invocation's metrics go out in one line, if there are any. The errors that it throws quote nothing of an event either.
 */
export const observed = <Event, Result>(
  { logger, metrics }: Telemetry,
  handle: (event: Event) => Promise<Result>,
): MiddyfiedHandler<Event, Result> =>
  withMiddleware<Event, Result>()
    .use(injectLambdaContext(logger, { logEvent: false }))
    .use(publishing(metrics))
    .onError((request) => {
      logger.error('An invocation failed', { failure: failureForLog(request.error) });
      request.error = new FailedInvocation(request.error);
    })
    .handler(handle);
