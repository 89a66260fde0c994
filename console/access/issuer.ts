import * as oauth from 'oauth4webapi';
import type { SignInSettings } from '#lib/tools/console/sign-in-settings.ts';
import type { Tokens } from './kept-tokens.ts';

/** An issuer on this machine, as tests have one, may be without TLS; no other. */
const optionsFor = (issuer: string) =>
  ['localhost', '127.0.0.1'].includes(new URL(issuer).hostname) ? { [oauth.allowInsecureRequests]: true } : {};

const serverOf = async ({
  issuer,
  authorizeUrl,
  tokenUrl,
  logoutUrl,
}: SignInSettings): Promise<oauth.AuthorizationServer> => {
  if (authorizeUrl !== undefined && tokenUrl !== undefined)
    return {
      issuer,
      authorization_endpoint: authorizeUrl,
      token_endpoint: tokenUrl,
      ...(logoutUrl !== undefined && { end_session_endpoint: logoutUrl }),
    };
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, optionsFor(issuer)));
};

/** Lifetimes are those of the answer; one that says none is asked again after a minute. */
const tokensIn = (
  { access_token, expires_in = 60, refresh_token }: oauth.TokenEndpointResponse,
  now: number,
): Tokens => ({
  access: access_token,
  until: now + expires_in * 1000,
  refresh: refresh_token,
});

/** Where a browser is sent, and what must be known when it comes back. */
interface Started {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
}

/** What asking takes beside its own parameters. */
interface Connection {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly options: ReturnType<typeof optionsFor>;
  /** The page that the issuer sends the browser back to. */
  readonly redirectUri: string;
}

/** An issuer of tokens, asked by the authorization code with PKCE (RFC 6749, 7636, 9700). */
export class Issuer {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param redirectUri - the page that the issuer sends the browser back to. */
  static async of(settings: SignInSettings, redirectUri: string): Promise<Issuer> {
    const { clientId: client_id, issuer } = settings;
    const server = await serverOf(settings);
    return new Issuer({ server, client: { client_id }, options: optionsFor(issuer), redirectUri });
  }

  get logoutUrl(): string | undefined {
    return this.#connection.server.end_session_endpoint;
  }

  async start(): Promise<Started> {
    const { server, client, redirectUri: redirect_uri } = this.#connection;
    const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
    const url = new URL(server.authorization_endpoint ?? '');
    const query = {
      client_id: client.client_id,
      redirect_uri,
      response_type: 'code',
      scope: 'openid',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return { url, verifier, state };
  }

  /**
   * Exchanges the code in the address that the browser came back to.
   *
   * @throws {Error} for an answer that is not that to `start`, and for a refusal.
   */
  async finish(address: URL, { verifier, state }: Omit<Started, 'url'>, now: number): Promise<Tokens> {
    const { server, client, options, redirectUri } = this.#connection;
    const code = oauth.validateAuthResponse(server, client, address, state);
    const none = oauth.None();
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      none,
      code,
      redirectUri,
      verifier,
      options,
    );
    return tokensIn(await oauth.processAuthorizationCodeResponse(server, client, answer), now);
  }

  /** @throws {Error} where the session has ended. */
  async renew(refresh: string, now: number): Promise<Tokens> {
    const { server, client, options } = this.#connection;
    const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, options);
    const tokens = tokensIn(await oauth.processRefreshTokenResponse(server, client, answer), now);
    // An issuer that does not turn refresh tokens over leaves the one of before.
    return { ...tokens, refresh: tokens.refresh ?? refresh };
  }
}
