import type { Context } from 'aws-lambda';

/** A function's handler, as Lambda calls it. */
type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * Builds a handler from something that may have to be loaded first. Loading begins at once; invocations wait for it, and fail where
 * it has failed.
 */
export const handlerOnceReady = <Needed, Event, Result>(
  needed: Needed | Promise<Needed>,
  build: (needed: Needed) => Handler<Event, Result>,
): Handler<Event, Result> => {
  if (!(needed instanceof Promise)) return build(needed);
  const built = needed.then(build);
  return async (event, context) => (await built)(event, context);
};
