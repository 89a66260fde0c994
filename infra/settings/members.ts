import * as z from 'zod/mini';
import { nearestName } from '#lib/core/nearest-name.ts';

/** The segments whose members are kept: all of the catalogue, none, or those of some keys. */
export type KeptMembers = 'all' | 'none' | readonly string[];

export const membersForm = z.union(
  [z.enum(['all', 'none']), z.array(z.string())],
  'must be "all", "none" or a list of segments’ keys',
);

/** What the output that names them can hold, in characters: CloudFormation allows no more in one. */
const longestOutput = 1_024;

/** What fits into the 4 KB of the environment of `publish` beside the other variables, in characters. */
const longestKeys = 3_000;

const refuse = (key: string, known: readonly string[]): never => {
  const near = nearestName(key, known);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  throw new Error(`Cannot keep the members of ${key}: the catalogue has no such segment${hint}`);
};

/** How many characters there are for some keys, with commas between. */
interface Room {
  readonly keys: readonly string[];
  readonly what: string;
  readonly most: number;
}

/** The keys that `publish` is told. */
interface ToldKeys {
  readonly members: KeptMembers;
  readonly measured: readonly string[];
}

const checkLength = (members: readonly string[], { keys, what, most }: Room): void => {
  const { length } = keys.join(',');
  if (length > most)
    throw new Error(
      `Cannot keep the members of ${members.length} listed segments: ${what} must fit ${most} characters, current length is ${length}; "all" has no such limit`,
    );
};

/**
 * Checks for which segments members are kept. A list of none is `none`, and each is listed once.
 *
 * @param known - the keys of the catalogue.
 * @throws {Error} for a segment that the catalogue does not have, and for more keys than `publish` can be told, or than an output can hold.
 */
export const checkedMembers = ({ members, measured }: ToldKeys, known: readonly string[]): KeptMembers => {
  if (typeof members === 'string') return members;
  for (const key of members) if (!known.includes(key)) refuse(key, known);
  const kept = [...new Set(members)];
  checkLength(kept, { keys: kept, what: 'their keys', most: longestOutput });
  checkLength(kept, { keys: [...kept, ...measured], what: 'their keys and those of measured', most: longestKeys });
  return kept.length === 0 ? 'none' : kept;
};

/** As the outputs of a deployment name them: `all`, `none`, or keys with commas between. */
export const namedMembers = (members: KeptMembers): string =>
  typeof members === 'string' ? members : members.join(',');
