import type { RegisteredDeployment } from '#lib/ports/store/deployment-register.ts';

/** A catalogue that is to be deployed, and the number that a person gave it. */
export interface Deployable {
  /** The hash of the catalogue. */
  readonly catalogue: string;
  /** The number given by hand; undefined where it is derived. */
  readonly deployment?: number | undefined;
}

/** A request to deploy. */
export interface DeploymentRequest extends Deployable {
  /** Its id: the same request may come again. */
  readonly request: string;
  /** What is deployed now; undefined where nothing is, as in a new stack. */
  readonly before?: Deployable | undefined;
}

/** Thrown for a number by which functions would hand back everyone whom the deployed catalogue has decided, or two catalogues would decide side by side. */
export class DeploymentRefusedError extends Error {
  override readonly name = 'DeploymentRefusedError';
}

const wayOut = ({ deployment }: RegisteredDeployment): string =>
  `give ${deployment + 1} or more, or leave deployment out`;

/** @throws {DeploymentRefusedError} when a number given by hand falls, or has another catalogue already. */
const requireNumber = (number: number, catalogue: string, latest: RegisteredDeployment | undefined): number => {
  if (latest === undefined || number > latest.deployment) return number;
  if (number < latest.deployment)
    throw new DeploymentRefusedError(
      `Cannot deploy ${number} as the next deployment: current value is ${latest.deployment}, and deployment must not fall; ${wayOut(latest)}`,
    );
  if (catalogue === latest.catalogue) return number;
  throw new DeploymentRefusedError(
    `Cannot deploy ${number} with the catalogue ${catalogue}: current value is ${latest.catalogue}, and deployment must rise with another catalogue; ${wayOut(latest)}`,
  );
};

/** Deployed again after a rollback, a catalogue gets a number of its own: those whom it had decided are decided once more. */
const derivedNumber = ({ catalogue, before }: DeploymentRequest, latest: RegisteredDeployment | undefined): number => {
  if (latest === undefined) return 1;
  const isDeployed = latest.catalogue === catalogue && (before === undefined || before.catalogue === catalogue);
  return isDeployed ? latest.deployment : latest.deployment + 1;
};

const isUnchanged = ({ deployment, catalogue, before }: DeploymentRequest): boolean =>
  before?.deployment === deployment && before?.catalogue === catalogue;

/**
 * The number of a deployment: the one given by hand, or else that of the latest deployment, one higher for another
 * catalogue.
 *
 * @param known - all deployments so far, the highest first.
 * @throws {DeploymentRefusedError} when a number given by hand falls, or is given to another catalogue.
 */
export const deploymentNumber = (asked: DeploymentRequest, known: readonly RegisteredDeployment[]): number => {
  const [latest] = known;
  const { deployment, catalogue } = asked;
  if (deployment === undefined) return derivedNumber(asked, latest);
  // After a rollback what is deployed may have a lower number than the latest; it may still be deployed with other code.
  return isUnchanged(asked) ? deployment : requireNumber(deployment, catalogue, latest);
};

/** The number that a catalogue had when it was deployed last, for a rollback to it. */
export const numberBefore = (
  { deployment, catalogue }: DeploymentRequest,
  known: readonly RegisteredDeployment[],
): number => deployment ?? known.find((one) => one.catalogue === catalogue)?.deployment ?? 1;
