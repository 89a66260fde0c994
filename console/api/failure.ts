/** The codes of the API, and those that the console adds for a call without an answer. */
export type FailureCode =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'erased'
  | 'throttled'
  | 'internal'
  | 'unreachable'
  | 'unexpected';

/** A call that was not answered as asked. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: FailureCode;
  /** What else the answer says, such as `erasedAt` of somebody erased. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: FailureCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

const known: ReadonlySet<string> = new Set([
  'bad-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'erased',
  'throttled',
  'internal',
] satisfies FailureCode[]);

const isKnown = (code: unknown): code is FailureCode => typeof code === 'string' && known.has(code);

/** The failure that an answer with an error status says. */
export const failureOf = async (response: Response): Promise<ApiFailure> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'error' in body && 'message' in body && isKnown(body.error))
    return new ApiFailure(body.error, String(body.message), { ...body });
  return new ApiFailure('unexpected', `${response.status} ${response.statusText}`);
};

/** What was thrown, as a failure. */
export const failureIn = (error: unknown): ApiFailure =>
  error instanceof ApiFailure ? error : new ApiFailure('unexpected', String(error));
