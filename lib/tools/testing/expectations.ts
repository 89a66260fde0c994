import type { Expectation } from '../stories/expectation.ts';

export type { Expectation } from '../stories/expectation.ts';

/**
 * Somebody enters a segment at exactly this instant.
 *
 * @param id - `cust-42`, or `~visitor-7` of a visitor; by default the one person there is.
 */
export const entered = (segment: string, id?: string): Expectation => ({ kind: 'entered', segment, id });

/** Somebody leaves a segment at exactly this instant. */
export const exited = (segment: string, id?: string): Expectation => ({ kind: 'exited', segment, id });

/** Somebody is in a segment at this instant, with what is due then. */
export const member = (segment: string, id?: string): Expectation => ({ kind: 'member', segment, id });

/** Somebody is not in a segment at this instant, with what is due then. */
export const notMember = (segment: string, id?: string): Expectation => ({ kind: 'notMember', segment, id });
