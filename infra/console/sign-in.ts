import type { UserPoolClient, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import type { SignInSettings } from '#lib/tools/console/sign-in-settings.ts';
import type { ApiUserPool } from '../api/user-pool.ts';
import type { Api } from '../settings/api.ts';

/** Who signs people in to the console. */
export interface SignIn {
  /** The origin that pages ask for tokens. */
  readonly origin: string;
  /** The client as which pages at an address sign people in; undefined where the shop has given it one. */
  readonly clientAt: (url: string) => UserPoolClient | undefined;
  /** What `sign-in.json` says. */
  readonly settingsFor: (client: UserPoolClient | undefined) => SignInSettings;
}

const ofPool = (users: ApiUserPool): SignIn => {
  const domain: UserPoolDomain = users.addPages();
  const origin = domain.baseUrl();
  return {
    origin,
    clientAt: (url) => users.addPageClient(url),
    settingsFor: (client) => ({
      issuer: users.pool.userPoolProviderUrl,
      clientId: client!.userPoolClientId,
      authorizeUrl: `${origin}/oauth2/authorize`,
      tokenUrl: `${origin}/oauth2/token`,
      logoutUrl: `${origin}/logout`,
    }),
  };
};

/** An issuer says where it is asked itself, and the first audience is the client's own id. */
const ofShop = ({ issuer, audience }: NonNullable<Api['jwt']>): SignIn => ({
  origin: new URL(issuer).origin,
  clientAt: () => undefined,
  settingsFor: () => ({ issuer, clientId: audience[0]! }),
});

/** @param users - undefined where the shop has an issuer of its own. */
export const signInOf = ({ jwt }: Api, users: ApiUserPool | undefined): SignIn =>
  users ? ofPool(users) : ofShop(jwt!);
