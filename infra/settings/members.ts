import * as z from 'zod/mini';
import { nearestName } from '#lib/core/nearest-name.ts';

/** The segments whose members are kept: all of the catalogue, none, or those of some keys. */
export type KeptMembers = 'all' | 'none' | readonly string[];

export const membersForm = z.union(
  [z.enum(['all', 'none']), z.array(z.string())],
  'must be "all", "none" or a list of segments’ keys',
);

/** What fits into the 4 KB of the environment of `publish` beside the other variables, in characters. */
const longestKeys = 3_000;

const refuse = (key: string, known: readonly string[]): never => {
  const near = nearestName(key, known);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  throw new Error(`Cannot keep the members of ${key}: the catalogue has no such segment${hint}`);
};

/** The keys that `publish` is told. */
interface ToldKeys {
  readonly members: KeptMembers;
  readonly measured: readonly string[];
}

/**
 * Checks for which segments members are kept. A list of none is `none`, and each is listed once.
 *
 * @param known - the keys of the catalogue.
 * @throws {Error} for a segment that the catalogue does not have, and for more keys than `publish` can be told.
 */
export const checkedMembers = ({ members, measured }: ToldKeys, known: readonly string[]): KeptMembers => {
  if (typeof members === 'string') return members;
  for (const key of members) if (!known.includes(key)) refuse(key, known);
  const { length } = [...members, ...measured].join(',');
  if (length > longestKeys)
    throw new Error(
      `Cannot keep the members of ${members.length} listed segments: their keys and those of measured must fit ${longestKeys} characters, current length is ${length}; "all" has no such limit`,
    );
  return members.length === 0 ? 'none' : [...new Set(members)];
};
