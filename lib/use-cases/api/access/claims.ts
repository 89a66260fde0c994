import { isRecord } from '#events/is-record.ts';
import { rolesAmong, type Caller } from './caller.ts';

/** The claims of a JSON Web Token that a gateway has checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** The claim that holds the roles unless a deployment names another: the groups of a user pool. */
export const usualRolesClaim = 'cognito:groups';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a token claims that a gateway has checked: its second part, in base64. */
const claimIn = (token: string, name: string): unknown => {
  const [, payload = ''] = /[\w-]+\.([\w-]+)\.[\w-]+/.exec(token) ?? [];
  const claims = jsonIn(Buffer.from(payload, 'base64url').toString());
  return isRecord(claims) ? claims[name] : undefined;
};

/** The ways in which gateways write a list as a text: API Gateway as `[support marketing]`. */
const writtenAs = (names: readonly string[]): readonly string[] => [
  `[${names.join(' ')}]`,
  names.join(','),
  JSON.stringify(names),
];

/**
 * The names in a text. One with a space cannot be told from two in what API Gateway writes, so that the token itself is asked, whose
 * list must be the one that was written. A text that is no list is one name, whatever is in it.
 */
const namesIn = (text: string, inToken: unknown): readonly string[] => {
  if (isTexts(inToken) && writtenAs(inToken).includes(text)) return inToken;
  const json = jsonIn(text);
  if (isTexts(json)) return json;
  return /[\s[]/.test(text.slice(1)) ? [] : [text.replace(/^\[(?<name>.*)\]$/s, '$<name>')];
};

const rolesIn = (claim: unknown, inToken: unknown): readonly string[] => {
  if (typeof claim === 'string') return namesIn(claim, inToken);
  return Array.isArray(claim) ? claim.filter((each) => typeof each === 'string') : [];
};

/** Nobody is told which segments are a user's, so a user in the group `campaign` sees none. */
const noSegments: ReadonlySet<string> = new Set();

/** How the roles of a user are found. */
interface RolesClaim {
  /** The claim that holds them. */
  readonly name?: string | undefined;
  /** The token as it was sent; where it is absent, a list of several names that the gateway has written as a text is none. */
  readonly token?: string | undefined;
}

/** The caller of a request with a token; undefined where the token names nobody. */
export const callerByClaims = (
  claims: Claims,
  { name = usualRolesClaim, token = '' }: RolesClaim = {},
): Caller | undefined => {
  const { sub } = claims;
  if (typeof sub !== 'string' || sub === '') return undefined;
  return { name: sub, roles: rolesAmong(rolesIn(claims[name], claimIn(token, name))), segments: noSegments };
};
