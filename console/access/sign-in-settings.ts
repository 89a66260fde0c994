/** How people sign in to a deployment: the file `sign-in.json` beside the page. */
export interface SignInSettings {
  /** As tokens name it. Where the addresses below are absent, `/.well-known/openid-configuration` under it has them. */
  readonly issuer: string;
  readonly clientId: string;
  /** Where a browser is sent to sign in. */
  readonly authorizeUrl?: string;
  /** Where a code is exchanged for tokens. */
  readonly tokenUrl?: string;
  /** Where a browser is sent to sign out. */
  readonly logoutUrl?: string;
}

/**
 * The settings beside the page; undefined on a developer's machine, which has none.
 *
 * @throws {Error} where they cannot be read.
 */
export const readSignInSettings = async (): Promise<SignInSettings | undefined> => {
  const response = await fetch('/sign-in.json');
  if (response.status === 204) return undefined;
  if (!response.ok) throw new Error(`Cannot read sign-in.json: the answer is ${response.status}`);
  return (await response.json()) as SignInSettings;
};
