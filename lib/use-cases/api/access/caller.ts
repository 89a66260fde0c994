/** What a caller may be. */
export const roles = ['support', 'marketing', 'operator', 'campaign'] as const;

export type Role = (typeof roles)[number];

/** Who asks, as the way in has established it. */
export interface Caller {
  /** Names the caller in the audit and where callers are counted: a subject, or a principal's ARN. */
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** The segments that a campaign may ask about; `all` of a caller on this machine. */
  readonly segments: 'all' | ReadonlySet<string>;
}

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** The roles among some names, such as the groups of a user. */
export const rolesAmong = (names: Iterable<string>): ReadonlySet<Role> => new Set([...names].filter(isRole));
