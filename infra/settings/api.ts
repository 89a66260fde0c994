import * as z from 'zod/mini';
import { nearestName } from '#lib/core/nearest-name.ts';
import { roles, type Role } from '#lib/use-cases/api/access/caller.ts';
import { usualRolesClaim } from '#lib/use-cases/api/access/claims.ts';
import { roleArnOf } from '#lib/use-cases/api/access/principal.ts';
import { integerFrom, objectOf, oneOfNames, some, textLike } from './forms.ts';
import { identityOf, principal, principalRule } from './principals.ts';

/** What a principal of AWS may ask. */
interface ApiPrincipal {
  readonly role: Role;
  /** The segments that a `campaign` may ask about; for no other role. */
  readonly segments?: readonly string[] | undefined;
}

/** Who signs the tokens of people. */
interface TokenIssuer {
  /** An https URL, under which `/.well-known/openid-configuration` says where the keys are. */
  readonly issuer: string;
  /** The values of `aud`, or `client_id`, of which a token must have one. */
  readonly audience: string | readonly string[];
}

/** How often both HTTP APIs are asked at the most, each by all callers together. */
interface Throttle {
  /** Requests a second, 1 to 10,000. 20 by default. */
  readonly rate?: number | undefined;
  /** Requests at once, 1 to 5,000. 40 by default. */
  readonly burst?: number | undefined;
}

/** The settings of the HTTP API. */
export interface ApiSettings {
  /** The shop's own issuer of tokens. Default: a user pool of the deployment's own. */
  readonly jwt?: TokenIssuer | undefined;
  /** The claim of a token that holds the roles. Default: `cognito:groups`. */
  readonly rolesClaim?: string | undefined;
  /** The programs that may ask, by the ARN of their role or user. Default: none. */
  readonly principals?: Readonly<Record<string, ApiPrincipal>> | undefined;
  readonly throttle?: Throttle | undefined;
}

/** The same with every default filled in. */
export interface Api {
  /** Undefined for a user pool of the deployment's own. */
  readonly jwt?: { readonly issuer: string; readonly audience: readonly string[] } | undefined;
  readonly rolesClaim: string;
  readonly principals: Readonly<Record<string, ApiPrincipal>>;
  readonly throttle: { readonly rate: number; readonly burst: number };
}

const usualThrottle = { rate: 20, burst: 40 };

const audience = textLike('must be a text of 1 to 256 characters', /^[^]{1,256}$/);

const jwt = objectOf({
  issuer: textLike('must be the https URL of an issuer', /^https:\/\/[^\s/?#]+[^\s?#]*$/),
  audience: z.union([audience, some(audience)], 'must be a text, or a list of texts'),
});

const fewRoles = z.check<{ role: Role; segments?: string[] | undefined }>(({ value: { role, segments }, issues }) => {
  const input = segments;
  if (role === 'campaign' && segments === undefined)
    issues.push({
      code: 'custom',
      message: 'must list the segments that the campaign may ask about',
      input,
      path: ['segments'],
    });
  if (role !== 'campaign' && segments !== undefined)
    issues.push({
      code: 'custom',
      message: `must not be given: ${role} asks about all segments`,
      input,
      path: ['segments'],
    });
});

const asker = objectOf({
  role: oneOfNames(roles),
  segments: z.optional(some(z.string('must be the key of a segment'))),
}).check(fewRoles);

const byArn = z.check<Record<string, unknown>>(({ value, issues }) => {
  for (const [arn, input] of Object.entries(value)) {
    const message = keyFault(arn, Object.keys(value));
    if (message !== undefined) issues.push({ code: 'custom', message, input, path: [arn] });
  }
});

const keyFault = (arn: string, all: readonly string[]): string | undefined => {
  if (!principal.safeParse(arn).success) return principalRule.replace('must be', 'must stand under');
  const first = all.find((other) => identityOf(other) === identityOf(arn));
  return first === arn ? undefined : `must be listed once, and is the same role as ${first}`;
};

/** By the ARN of the role where that of a session was given. */
const byRole = (principals: Readonly<Record<string, ApiPrincipal>>): Api['principals'] =>
  Object.fromEntries(Object.entries(principals).map(([arn, asking]) => [roleArnOf(arn), asking]));

/** The setting `api`. */
export const apiForm = objectOf({
  jwt: z.optional(jwt),
  rolesClaim: z.optional(textLike('must be the name of a claim, without spaces', /^\S{1,128}$/)),
  principals: z.optional(
    z.record(z.string(), asker, 'must be an object of ARNs, each with {"role", "segments"?}').check(byArn),
  ),
  throttle: z.optional(
    objectOf({ rate: z.optional(integerFrom(1, 10_000)), burst: z.optional(integerFrom(1, 5_000)) }),
  ),
});

const requireSegments = (arn: string, { segments = [] }: ApiPrincipal, known: readonly string[]): void => {
  const unknown = segments.find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const near = nearestName(unknown, known);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  throw new Error(`Cannot let ${arn} ask about ${unknown}: the catalogue has no such segment${hint}`);
};

const filledIn = ({ rate = usualThrottle.rate, burst = usualThrottle.burst }: Throttle = {}): Api['throttle'] => ({
  rate,
  burst,
});

/**
 * Fills in what is not given.
 *
 * @param known - the keys of the catalogue.
 * @throws {Error} for a segment that the catalogue does not have, with the nearest name.
 */
export const checkedApi = (given: ApiSettings | undefined, known: readonly string[]): Api | undefined => {
  if (given === undefined) return undefined;
  const { jwt: issuer, rolesClaim = usualRolesClaim, principals = {}, throttle } = given;
  for (const [arn, asking] of Object.entries(principals)) requireSegments(arn, asking, known);
  return {
    ...(issuer && { jwt: { issuer: issuer.issuer, audience: [issuer.audience].flat() } }),
    rolesClaim,
    principals: byRole(principals),
    throttle: filledIn(throttle),
  };
};
