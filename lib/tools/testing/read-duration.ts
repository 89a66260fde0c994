import { durationAdvice, parseDuration } from '#lib/core/time/duration.ts';

/**
 * A duration in milliseconds.
 *
 * @throws {RangeError} for anything but an ISO 8601 duration of fixed length.
 */
export const readDuration = (duration: string): number => {
  const length = parseDuration(duration);
  if (length !== undefined) return length;
  throw new RangeError(
    `Cannot let time pass by ${durationAdvice(duration)}: current value is ${JSON.stringify(duration)}`,
  );
};
