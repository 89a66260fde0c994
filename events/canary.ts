import type { Fault } from './fault.ts';

/** The `customerId` of the one made-up person, by whom a deployment tries itself out. Nobody else may have it. */
export const canaryId = 'patron-canary';

/** The `source` of what is said of the made-up person, and of nothing else. */
export const canarySource = 'patron.canary';

/** The ids that an event names. */
interface Ids {
  readonly customerId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

const reserved = `must not be "${canaryId}", by which deployments try themselves out`;

/** What is wrong with an entry that takes the made-up person for somebody, or somebody for the made-up person; undefined for nothing. */
export const canaryFault = (source: unknown, { customerId, anonymousId }: Ids): Fault | undefined => {
  if (anonymousId === canaryId) return { field: 'anonymousId', rule: reserved, value: anonymousId };
  if (customerId === canaryId)
    return source === canarySource ? undefined : { field: 'customerId', rule: reserved, value: customerId };
  if (source !== canarySource) return undefined;
  const rule = `must not be "${canarySource}", by which deployments speak of "${canaryId}" alone`;
  return { field: 'source', rule, value: source };
};
