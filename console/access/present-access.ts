import { returnPath, type SignInSettings } from '#lib/tools/console/sign-in-settings.ts';
import type { Access } from './access.ts';
import { printedToken } from './printed-token.ts';
import { readSignInSettings } from './read-sign-in-settings.ts';

let present: Access | undefined;

/**
 * The access that was begun when the page was loaded.
 *
 * @throws {Error} before that.
 */
export const presentAccess = (): Access => {
  if (present === undefined) throw new Error('Cannot ask anything before there is an access');
  return present;
};

/** Signing in takes code that a page on a developer's machine never loads. */
const throughIssuer = async (settings: SignInSettings): Promise<Access> => {
  const [{ Issuer }, { signedIn }] = await Promise.all([import('./issuer.ts'), import('./signed-in.ts')]);
  const issuer = await Issuer.of(settings, location.origin + returnPath);
  return signedIn(issuer, () => {
    if (issuer.logoutUrl === undefined) return location.assign('/');
    const url = new URL(issuer.logoutUrl);
    url.searchParams.set('client_id', settings.clientId);
    // Cognito calls `logout_uri` what OpenID Connect calls `post_logout_redirect_uri`.
    for (const name of ['logout_uri', 'post_logout_redirect_uri']) url.searchParams.set(name, `${location.origin}/`);
    location.assign(url);
  });
};

/**
 * Finds out how the API is asked: as somebody who signs in where the deployment says how, and with the token of the address otherwise.
 *
 * @throws {Error} where nobody can be signed in.
 */
export const beginAccess = async (): Promise<void> => {
  // Before anything is waited for: whoever leaves or reloads the page in the meantime would lose it.
  const printed = printedToken();
  const settings = await readSignInSettings();
  present = settings === undefined ? printed : await throughIssuer(settings);
};
