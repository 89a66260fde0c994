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

/** The path of the page that an issuer sends the browser back to. */
export const returnPath = '/signed-in';
