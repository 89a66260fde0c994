import withMiddleware, { type MiddyfiedHandler } from '@middy/core';
import { FailedInvocation, failureForLog } from './failure-log.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * Makes a Lambda handler with logs and metrics: each log line has the request's context and never the event, and the
 * invocation's metrics go out in one line, if there are any. The errors that it throws quote nothing of an event either.
 *
 * Without Powertools' own middlewares, which would write events where a variable asks for it, and warn of an invocation
 * without metrics.
 */
export const observed = <Event, Result>(
  { logger, metrics }: Telemetry,
  handle: (event: Event) => Promise<Result>,
): MiddyfiedHandler<Event, Result> => {
  const publish = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return withMiddleware<Event, Result>()
    .before(({ context }) => logger.addContext(context))
    .after(publish)
    .onError((request) => {
      logger.error('An invocation failed', { failure: failureForLog(request.error) });
      request.error = new FailedInvocation(request.error);
      publish();
    })
    .handler(handle);
};
