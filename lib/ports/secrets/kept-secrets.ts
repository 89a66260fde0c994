/** Reads the text of a secret by its name. */
export type ReadSecret = (name: string) => Promise<string>;

/** What reading secrets takes from outside. */
export interface SecretsDeps {
  readonly read: ReadSecret;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

/** Secrets that are read when they are first needed, and seldom after that. */
export interface KeptSecrets {
  /**
   * The secrets under a name: one, or with white space between them the new one and the old one, while they are changed.
   *
   * @param age - the milliseconds after which they are read again.
   * @throws what reading throws; and what was read before is forgotten.
   */
  get(name: string, age?: number): Promise<readonly string[]>;
}

/** For so many milliseconds a secret is kept unless told otherwise: who changes one lets the old one live on for longer. */
const usualAge = 5 * 60_000;

/** Keeps secrets in memory, where they were read a moment ago. */
export const keepSecrets = ({ read, now }: SecretsDeps): KeptSecrets => {
  const kept = new Map<string, { readonly at: number; readonly secrets: Promise<readonly string[]> }>();
  const load = async (name: string) => (await read(name)).split(/\s+/).filter((secret) => secret !== '');
  return {
    get: async (name, age = usualAge) => {
      const known = kept.get(name);
      if (known !== undefined && now() - known.at < age) return known.secrets;
      const secrets = load(name);
      kept.set(name, { at: now(), secrets });
      secrets.catch(() => kept.delete(name));
      return secrets;
    },
  };
};
