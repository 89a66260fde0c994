import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What a server can do for this caller, part by part. */
type Ability =
  | 'people'
  | 'erasure'
  | 'segments'
  | 'members'
  | 'leavers'
  | 'insight'
  | 'preview'
  | 'changes'
  | 'plan'
  | 'quality'
  | 'redrive';

/** Where the console runs and what its caller may: `GET /v1/console/session`. */
export interface Session {
  /** `store`: over a store on this machine; `dev`: `patron dev`; `deployed`: over a deployment. */
  readonly mode: 'store' | 'dev' | 'deployed';
  readonly caller: { readonly name: string; readonly roles: readonly string[] };
  /** ISO instant as of which everything is shown. */
  readonly now: string;
  /** When the data ended, where that is long ago; absent from an API of before. */
  readonly endedAt?: string | null;
  readonly catalogue: {
    readonly hash: string;
    readonly deployment: number | null;
    /** ISO 4217. */
    readonly currency: string;
    /** An IANA name. */
    readonly timeZone: string;
    readonly segments: number;
    readonly model: string | null;
  };
  readonly can: Readonly<Record<Ability, boolean>>;
  /** A sentence for each ability that is false. */
  readonly why: Readonly<Partial<Record<Ability, string>>>;
}

const context = createContext<Session | undefined>(undefined);

/** Gives the session to everything below. */
export const SessionProvider = context.Provider;

/**
 * The session; every screen has one.
 *
 * @throws {Error} outside of the shell.
 */
export const useSession = (): Session => {
  const session = useContext(context);
  if (session === undefined) throw new Error('Cannot use the session: there is none above');
  return session;
};
