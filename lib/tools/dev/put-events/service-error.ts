/** An error that answers a whole call, as services of AWS give it: its name is the error's code. */
export class ServiceError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

/** A request that the service's model refuses, as it says it of each. */
export const validationError = (fault: string): ServiceError =>
  new ServiceError('ValidationException', `1 validation error detected: ${fault}`);
