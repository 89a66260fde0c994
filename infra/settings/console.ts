import type { PatronSettings } from './settings.ts';

/** Words that no address of a user pool's pages may have, which begins with the deployment's name. */
const reserved = /aws|amazon|cognito/;

/**
 * Checks what the console of a deployment needs.
 *
 * @param source - where the settings stand, for the error.
 * @throws {Error} where there is no HTTP API, and for a name with which no pages to sign in on can be made.
 */
export const checkConsole = (settings: Pick<PatronSettings, 'api' | 'console' | 'name'>, source: string): void => {
  const { api, console: isAsked = false, name } = settings;
  if (!isAsked) return;
  if (api === undefined)
    throw new Error(
      `Cannot use ${source} as settings: console true needs api, of which the console is made; current value is nothing`,
    );
  if (api.jwt === undefined && reserved.test(name))
    throw new Error(
      `Cannot use ${source} as settings: name must have neither "aws", "amazon" nor "cognito" in it where people sign in to the console, current value is "${name}"`,
    );
};
