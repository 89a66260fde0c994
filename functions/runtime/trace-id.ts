/**
 * Reads the id of the current invocation's trace, as X-Ray shows it; undefined where Lambda traces nothing. Lambda sets it
 * for each invocation, so it is read at each call and not with the rest of the environment.
 */
export const traceId = (header: string | undefined = process.env['_X_AMZN_TRACE_ID']): string | undefined =>
  /(?:^|;)Root=([^;]+)/.exec(header ?? '')?.[1];
