/** What was expected did not come about: the message says what did, and why. */
export class ExpectationFailed extends Error {
  override readonly name = 'ExpectationFailed';

  /** @param caller - the function that the test called: the stack begins where it did. */
  constructor(message: string, caller: Function) {
    super(message);
    Error.captureStackTrace(this, caller);
  }
}
