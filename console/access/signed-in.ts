import { returnPath } from '#lib/tools/console/sign-in-settings.ts';
import type { Access } from './access.ts';
import type { Issuer } from './issuer.ts';
import { keptDeparture, keptTokens } from './kept-tokens.ts';

/** How long before its end a token is renewed: a call is under way by then. */
const marginMs = 60_000;

const present = (): string => location.pathname + location.search;

/** Sends the browser to sign in, to come back to a screen. */
const depart = async (issuer: Issuer, screen: string): Promise<never> => {
  const { url, ...started } = await issuer.start();
  keptDeparture.write({ ...started, screen });
  location.assign(url);
  // The page is left: nothing that waits for this goes on.
  return new Promise<never>(() => {});
};

/** Takes what the issuer answered, and shows the screen that was asked for at first. */
const arrive = async (issuer: Issuer): Promise<void> => {
  const departure = keptDeparture.read();
  if (departure === undefined) return depart(issuer, '/');
  keptDeparture.remove();
  keptTokens.write(await issuer.finish(new URL(location.href), departure, Date.now()));
  history.replaceState(null, '', departure.screen);
};

const validToken = async (issuer: Issuer): Promise<string> => {
  const tokens = keptTokens.read();
  if (tokens === undefined) return depart(issuer, present());
  if (Date.now() < tokens.until - marginMs) return tokens.access;
  if (tokens.refresh === undefined) return depart(issuer, present());
  const renewed = await issuer.renew(tokens.refresh, Date.now()).catch(() => depart(issuer, present()));
  keptTokens.write(renewed);
  return renewed.access;
};

/** Of calls that ask at the same time one renews, and all wait for it. */
const oneAtATime = <Result>(work: () => Promise<Result>): (() => Promise<Result>) => {
  let running: Promise<Result> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
};

/**
 * The access of somebody who signs in. Without a session the browser leaves for the issuer, and this does not resolve.
 *
 * @throws {Error} where the issuer refuses.
 */
export const signedIn = async (issuer: Issuer, signOut: () => void): Promise<Access> => {
  const isArrival = location.pathname === returnPath;
  if (isArrival) await arrive(issuer);
  const token = oneAtATime(() => validToken(issuer));
  await token();
  return {
    token,
    refused: () => {
      // A token that is refused as soon as it is there would be refused again.
      if (isArrival) return;
      keptTokens.remove();
      void depart(issuer, present());
    },
    signOut: () => {
      keptTokens.remove();
      signOut();
    },
  };
};
