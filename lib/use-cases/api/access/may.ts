import type { Caller, Role } from './caller.ts';

/** The roles that a route is for. */
export interface Guarded {
  readonly roles: readonly Role[];
}

/** Whether a caller may ask a route at all by a role that sees every segment. */
const seesAll = ({ roles, segments }: Caller, route: Guarded): boolean =>
  route.roles.some((role) => roles.has(role) && (role !== 'campaign' || segments === 'all'));

/** The segments of which a route tells a caller, who may ask it: a campaign's are those that are listed for it. */
export const visibleSegments = (caller: Caller, route: Guarded): 'all' | ReadonlySet<string> =>
  seesAll(caller, route) ? 'all' : caller.segments;

/**
 * Whether a caller may ask a route about some segments: decided by this function alone, for every route and way in.
 *
 * @param asked - the keys of the segments that the request names; none by default.
 */
export const may = (caller: Caller, route: Guarded, asked: readonly string[] = []): boolean => {
  if (!route.roles.some((role) => caller.roles.has(role))) return false;
  const visible = visibleSegments(caller, route);
  return visible === 'all' || asked.every((key) => visible.has(key));
};
