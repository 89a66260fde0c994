import type { Principals } from '#lib/use-cases/api/access/principal.ts';
import { deployedJson } from './deployed-json.ts';

/** Who may ask the HTTP API, as the deployment's settings say. */
export interface Access {
  /** The claim of a token that holds the roles. */
  readonly rolesClaim: string;
  readonly principals: Principals;
}

/**
 * Reads `access.json` beside the code, or the file that `ACCESS_FILE` names. `cdk synth` has checked what it holds. A file has room for
 * more principals than the environment of a function.
 *
 * @throws {Error} when the file cannot be read or is not JSON.
 */
export const deployedAccess = (): Access => deployedJson('access', 'ACCESS_FILE') as Access;
