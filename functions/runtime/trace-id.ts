/**
 * The id of the trace that the current invocation belongs to, as X-Ray shows it; undefined where Lambda traces nothing.
 * Lambda sets it anew for each invocation, so it is read at each call, and not with the rest of the environment.
 */
export const traceId = (header: string | undefined = process.env['_X_AMZN_TRACE_ID']): string | undefined =>
  /(?:^|;)Root=([^;]+)/.exec(header ?? '')?.[1];
