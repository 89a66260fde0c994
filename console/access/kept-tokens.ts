/** What an issuer gave. */
export interface Tokens {
  readonly access: string;
  /** In milliseconds since 1970. */
  readonly until: number;
  /** Absent where the issuer gives none: then people sign in again. */
  readonly refresh?: string | undefined;
}

/** What was sent along to sign in, until the browser comes back. */
export interface Departure {
  readonly verifier: string;
  readonly state: string;
  /** The screen to go on with. */
  readonly screen: string;
}

/** A value that this tab keeps until it is closed. */
const kept = <Value>(key: string) => ({
  read: (): Value | undefined => {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Value);
  },
  write: (value: Value): void => sessionStorage.setItem(key, JSON.stringify(value)),
  remove: (): void => sessionStorage.removeItem(key),
});

export const keptTokens = kept<Tokens>('patron-tokens');
export const keptDeparture = kept<Departure>('patron-departure');
