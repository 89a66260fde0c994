/** Thrown where a deployment does not do in time what it is there for. Its text is about no customer. */
export class CanaryFailedError extends Error {
  override readonly name = 'CanaryFailedError';
}
