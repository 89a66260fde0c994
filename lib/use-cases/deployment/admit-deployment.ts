import type { DeploymentRegister } from '#lib/ports/store/deployment-register.ts';
import { deploymentNumber, numberBefore, type DeploymentRequest } from './deployment-number.ts';

/** The numbers so far, and whether an older deployment is on its way back. */
export interface AdmitDeps {
  readonly register: DeploymentRegister;
  /** Whether the deployment under way failed, and is being rolled back. */
  readonly isRollingBack: () => Promise<boolean>;
}

const attempts = 3;

/**
 * Lets a deployment in before any code of it runs, and gives it its number. The number is registered before it is given, so
 * that a deployment that fails later has used it up. A request that comes again gets the same number.
 *
 * @throws {DeploymentRefusedError} when a number given by hand falls, or is given to another catalogue. A rollback is never
 * refused.
 */
export const admitDeployment = async (deps: AdmitDeps, asked: DeploymentRequest): Promise<number> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const number = await admittedNumber(deps, asked);
    if (number !== undefined) return number;
  }
  throw new Error(`Cannot register a deployment: others took its number ${attempts} times`);
};

/** The number; undefined where another request has taken it since the register was read. */
const admittedNumber = async (
  { register, isRollingBack }: AdmitDeps,
  asked: DeploymentRequest,
): Promise<number | undefined> => {
  const known = await register.all();
  const again = known.find(({ request }) => request === asked.request);
  if (again !== undefined) return again.deployment;
  if (asked.before !== undefined && (await isRollingBack())) return numberBefore(asked, known);
  const { request, catalogue } = asked;
  const deployment = deploymentNumber(asked, known);
  const isKnown = known.some((one) => one.deployment === deployment);
  return isKnown || (await register.add({ deployment, catalogue, request })) ? deployment : undefined;
};
