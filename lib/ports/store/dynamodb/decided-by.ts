import type { CustomerState } from '#lib/core/profile/state.ts';
import { optionalTextOf, text, type Item } from './item.ts';

/** Which deployment and catalogue have decided a profile: `DEPLOYMENT:HASH.`, so that a scan can tell without the profile. */
export const decidedName = 'decided';

type DecidedBy = Pick<CustomerState, 'catalogue' | 'deployment'>;

/** What no other hash's attribute contains. */
export const hashIn = (catalogue: string): string => `:${catalogue}.`;

export const decidedAttribute = ({ catalogue, deployment }: DecidedBy): Item => ({
  [decidedName]: text(`${deployment}${hashIn(catalogue)}`),
});

/** Undefined of an item that was written before there was the attribute. */
export const decidedBy = (item: Item): DecidedBy | undefined => {
  const [, deployment, catalogue = ''] = /^(\d+):(.*)\.$/.exec(optionalTextOf(item, decidedName) ?? '') ?? [];
  return deployment === undefined ? undefined : { deployment: Number(deployment), catalogue };
};
