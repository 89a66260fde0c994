/**
 * How the console gets the token that it sends as `Authorization: Bearer`. A deployment has another one than this machine: it
 * signs in, and renews what it got.
 */
export interface Access {
  /** Asked before each call; undefined where none is sent. */
  readonly token: () => Promise<string | undefined>;
  /** Is told that a call was answered as that of a stranger. */
  readonly refused: () => void;
  /** Ends the session and leaves the page; absent where there is nobody to sign out. */
  readonly signOut?: () => void;
}
