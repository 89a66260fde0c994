import type { Caller, Role } from './caller.ts';

/** What a deployment lets a principal of AWS do. */
interface Principal {
  readonly role: Role;
  /** The segments that a campaign may ask about; none where absent. */
  readonly segments?: readonly string[] | undefined;
}

/** The principals of a deployment by ARN: roles and users of IAM. */
export type Principals = Readonly<Record<string, Principal>>;

const assumedRole =
  /^arn:(?<partition>[\w-]+):sts::(?<account>\d{12}):assumed-role\/(?<role>[\w+=,.@-]+)\/[\w+=,.@-]+$/;

/**
 * The ARN of the role behind a session: `arn:aws:sts::123456789012:assumed-role/Mailer/session` is of
 * `arn:aws:iam::123456789012:role/Mailer`. Other ARNs are handed on. A session's ARN lacks the path of its role.
 */
export const roleArnOf = (arn: string): string => {
  const { partition, account, role } = assumedRole.exec(arn)?.groups ?? {};
  return role === undefined ? arn : `arn:${partition}:iam::${account}:role/${role}`;
};

/** `arn:aws:iam::123456789012:role/teams/Mailer` without the path, as a session names the role. */
export const withoutPath = (arn: string): string => arn.replace(/:role\/.*\//, ':role/');

/** The caller behind a signed request; one whom the deployment does not list has no role. */
export const callerByPrincipal = (principals: Principals, arn: string): Caller => {
  const name = roleArnOf(arn);
  const found = Object.entries(principals).find(([listed]) => listed === name || withoutPath(listed) === name);
  const { role, segments = [] } = found?.[1] ?? {};
  return { name, roles: new Set(role === undefined ? [] : [role]), segments: new Set(segments) };
};
