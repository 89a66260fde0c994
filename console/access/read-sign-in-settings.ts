import type { SignInSettings } from '#lib/tools/console/sign-in-settings.ts';

/**
 * The settings beside the page; undefined on a developer's machine, which has none.
 *
 * @throws {Error} where they cannot be read.
 */
export const readSignInSettings = async (): Promise<SignInSettings | undefined> => {
  const response = await fetch('/sign-in.json');
  if (response.status === 204) return undefined;
  if (!response.ok) throw new Error(`Cannot read sign-in.json: the answer is ${response.status}`);
  return (await response.json()) as SignInSettings;
};
