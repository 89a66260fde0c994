import { roleArnOf, withoutPath } from '#lib/use-cases/api/access/principal.ts';
import { textLike } from './forms.ts';

const roleOrUser = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]{1,512}$/;

/** As `aws sts get-caller-identity` prints a role: it names the session, and lacks the path of the role. */
const session = /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[\w+=,.@-]{1,64}\/[\w+=,.@-]{2,64}$/;

/** What a principal of AWS must be, to be named anywhere. */
export const principalRule =
  'must be the ARN of an IAM role or user, or of a role as `aws sts get-caller-identity` prints it, without wildcards';

/** The ARN of an IAM role or user, or of a session of a role. */
export const principal = textLike(principalRule, new RegExp(`${roleOrUser.source}|${session.source}`));

/**
 * What the condition key `aws:PrincipalArn` is like for a principal. A role is named once in its account whatever its path, so the
 * role of a session, whose path nobody has said, is exactly that of its name without a path, or with any.
 */
export const arnsLike = (arn: string): readonly string[] => {
  const role = roleArnOf(arn);
  return role === arn ? [arn] : [role, role.replace(':role/', ':role/*/')];
};

/** One text for all ARNs of the same role or user. */
export const identityOf = (arn: string): string => withoutPath(roleArnOf(arn));

/** The principal of a policy that stands for the whole account of a role or user. */
export const accountRootOf = (arn: string): string => roleArnOf(arn).replace(/:(?:role|user)\/.*$/, ':root');
