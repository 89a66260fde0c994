import type { CustomerState } from '#lib/core/profile/state.ts';
import { optionalTextOf, text, type Item } from './item.ts';

/**
 * The attribute with the deployment and the catalogue that decided a profile, as `DEPLOYMENT:HASH.`, for scans that do not
 * read the profile.
 */
export const decidedName = 'decided';

type DecidedBy = Pick<CustomerState, 'catalogue' | 'deployment'>;

/** The part of the attribute that names a hash; no attribute of another hash contains it. */
export const hashIn = (catalogue: string): string => `:${catalogue}.`;

/** The attribute of a state. */
export const decidedAttribute = ({ catalogue, deployment }: DecidedBy): Item => ({
  [decidedName]: text(`${deployment}${hashIn(catalogue)}`),
});

/** Reads the attribute; undefined for an item that was written before there was one. */
export const decidedBy = (item: Item): DecidedBy | undefined => {
  const [, deployment, catalogue = ''] = /^(\d+):(.*)\.$/.exec(optionalTextOf(item, decidedName) ?? '') ?? [];
  return deployment === undefined ? undefined : { deployment: Number(deployment), catalogue };
};
