import { readInstant } from '#lib/core/time/read-instant.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { OptionValues } from '../command/command.ts';

/**
 * The instant that an option names; undefined where it is not given.
 *
 * @throws {Error} when it is none.
 */
export const instantOption = (values: OptionValues, name: string): Instant | undefined => {
  const text = values[name];
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant !== undefined) return instant;
  const form = 'an ISO 8601 instant with Z or an offset, as 2026-11-02T09:12:00Z';
  throw new Error(`Cannot use --${name} as ${form}: current value is ${JSON.stringify(text)}`);
};
