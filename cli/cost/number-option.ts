import type { Bounds } from '#lib/tools/cost/traffic.ts';
import type { OptionValues } from '../command/command.ts';

/**
 * The number that an option gives; undefined where it is not given.
 *
 * @throws {Error} naming the option, what it may be and what it is.
 */
export const numberOption = (values: OptionValues, name: string, { rule, holds }: Bounds): number | undefined => {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (holds(value)) return value;
  throw new Error(`Cannot use --${name} as ${rule}: current value is ${JSON.stringify(text)}`);
};
