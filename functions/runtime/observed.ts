import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import withMiddleware, { type MiddyfiedHandler } from '@middy/core';
import { FailedInvocation, failureForLog } from './failure-log.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * Makes a Lambda handler with logs and metrics: each log line has the request's context and never the event, and the
 * invocation's metrics go out in one line. The errors that it throws quote nothing of an event either.
 */
export const observed = <Event, Result>(
  { logger, metrics }: Telemetry,
  handle: (event: Event) => Promise<Result>,
): MiddyfiedHandler<Event, Result> =>
  withMiddleware<Event, Result>()
    .use(injectLambdaContext(logger, { logEvent: false }))
    .use(logMetrics(metrics))
    .onError((request) => {
      logger.error('An invocation failed', { failure: failureForLog(request.error) });
      request.error = new FailedInvocation(request.error);
    })
    .handler(handle);
