import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';

/** The rule of a source, in words. */
export const ownSourceRule = `not empty, not "${outgoingSource}", not beginning with "aws."`;

/** Whether a source can be a shop's own: EventBridge keeps those that begin with `aws.`, and Patron the one of its own. */
export const isOwnSource = (source: string): boolean =>
  source !== '' && source !== outgoingSource && !source.startsWith('aws.');

/** @throws {RangeError} for a source that cannot be a shop's own. */
export const requireOwnSource = (source: string): void => {
  if (isOwnSource(source)) return;
  throw new RangeError(
    `Cannot use a source as the shop's own (${ownSourceRule}): current value is ${JSON.stringify(source)}`,
  );
};
