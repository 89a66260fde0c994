/**
 * How the console gets the token that it sends as `Authorization: Bearer`. A deployment has another one than this machine: it
 * signs in with PKCE and renews.
 */
export interface Access {
  /** Asked before each call; undefined where none is sent. */
  readonly token: () => Promise<string | undefined>;
}
