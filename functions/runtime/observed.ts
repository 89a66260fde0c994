import type { Context } from 'aws-lambda';
import { FailedInvocation, failureForLog } from './failure-log.ts';
import type { Telemetry } from './telemetry.ts';

/** A function's handler, as Lambda calls it. */
export type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * Makes a Lambda handler with logs and metrics: each log line has the request's context and never the event, and the
 * invocation's metrics go out in one line, if there are any. The errors that it throws quote nothing of an event either.
 *
 * Plain code, since Powertools' own middleware would take a library more, write events where a variable asks for it, and warn of an
 * invocation without metrics.
 */
export const observed =
  <Event, Result>({ logger, metrics }: Telemetry, handle: (event: Event) => Promise<Result>): Handler<Event, Result> =>
  async (event, context) => {
    logger.addContext(context);
    try {
      return await handle(event);
    } catch (error) {
      logger.error('An invocation failed', { failure: failureForLog(error) });
      throw new FailedInvocation(error);
    } finally {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    }
  };
