import { rolesAmong, type Caller } from './caller.ts';

/** The claims of a JSON Web Token that a gateway has checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** The claim that holds the roles unless a deployment names another: the groups of a user pool. */
export const usualRolesClaim = 'cognito:groups';

/** API Gateway writes a list as `[support marketing]`; others write it with commas, or as JSON. */
const namesIn = (text: string): readonly string[] =>
  text
    .replace(/^\[(?<inner>.*)\]$/s, '$<inner>')
    .split(/[\s,]+/)
    .map((name) => name.replace(/^"(?<inner>.*)"$/, '$<inner>'));

const rolesIn = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return namesIn(claim);
  return Array.isArray(claim) ? claim.filter((each) => typeof each === 'string') : [];
};

/** Nobody is told which segments are a user's, so a user in the group `campaign` sees none. */
const noSegments: ReadonlySet<string> = new Set();

/** The caller of a request with a token; undefined where the token names nobody. */
export const callerByClaims = (claims: Claims, rolesClaim: string = usualRolesClaim): Caller | undefined => {
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '') return undefined;
  return { name: sub, roles: rolesAmong(rolesIn(claims[rolesClaim])), segments: noSegments };
};
