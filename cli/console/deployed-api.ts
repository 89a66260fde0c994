import { forwardApi, type Authorize } from '#lib/tools/console/forward-api.ts';
import { knownAddress } from '#lib/tools/consume/missing/api-address.ts';
import { requestSigner } from '#lib/tools/consume/missing/sign-request.ts';
import { hasToken } from '#lib/tools/local-server/has-token.ts';

/** Has the token of somebody who has signed in to the deployment's user pool. */
export const tokenVariable = 'PATRON_API_TOKEN';

const signedBy = (region: string | undefined): Authorize =>
  // An API on this machine, as patron dev has it, asks nobody.
  region === undefined ? () => Promise.resolve({}) : requestSigner({ region, now: () => new Date() });

/**
 * The API of a deployment, for whoever has the token of this page.
 *
 * @throws {TypeError} for an address that is not one of an API, and where a signature needs a region that is not known.
 */
export const deployedApi = (url: string, token: string) => {
  const bearer = process.env[tokenVariable];
  // A region is signed for; a token holds in any.
  const { base, region } = knownAddress(
    { url, ...(bearer !== undefined && { region: 'none' }) },
    process.env['AWS_REGION'],
  );
  const authorize =
    bearer === undefined ? signedBy(region) : () => Promise.resolve({ authorization: `Bearer ${bearer}` });
  return forwardApi({ base, authorize, isKnown: (request) => hasToken(request, token) });
};
