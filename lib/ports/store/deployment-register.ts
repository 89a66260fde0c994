/** A deployment that was let in, with the catalogue that it brought. */
export interface RegisteredDeployment {
  /** Its number, from 1 on. */
  readonly deployment: number;
  /** The hash of its catalogue. */
  readonly catalogue: string;
  /** The request that it was let in for: the same request gets the same number again. */
  readonly request: string;
}

/** Keeps every number that a deployment was given, so that none is given to two catalogues. */
export interface DeploymentRegister {
  /** All of them, the highest first. */
  all(): Promise<readonly RegisteredDeployment[]>;
  /** Registers one. Resolves to false, and changes nothing, where its number is taken. */
  add(registered: RegisteredDeployment): Promise<boolean>;
}
