/** Patron's own errors whose cause passes: other writers, a newer deployment, a queue, a table or a webhook that takes no more. */
const passing = new Set([
  'ContentionError',
  'DetourError',
  'ItemError',
  'NotDeliveredError',
  'NotPutError',
  'NotQueuedError',
  'OutdatedDeploymentError',
  'UnprocessedError',
]);

/** Codes with which AWS refuses what it is given: the same call is refused every time. */
const lasting = new Set([
  'BatchRequestTooLong',
  'InvalidMessageContents',
  'InvalidParameterCombination',
  'InvalidParameterValue',
  'ItemCollectionSizeLimitExceeded',
  'ItemCollectionSizeLimitExceededException',
  'MissingParameter',
  'SerializationException',
  'UnsupportedOperation',
  'ValidationError',
  'ValidationException',
]);

/** An error with what the SDK and Node.js may add to one. */
interface Failure extends Error {
  readonly code?: unknown;
  /** The SDK adds it to every error of a call that it made, whether or not there was an answer. */
  readonly $metadata?: unknown;
  /** Of a transaction. */
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

const codesOf = ({ name, code, CancellationReasons: reasons = [] }: Failure): readonly unknown[] => [
  name,
  code,
  ...reasons.map(({ Code }) => Code),
];

/** Whether a call failed for reasons of the network, as Node.js names them: `ECONNRESET`, `EAI_AGAIN`, not `ERR_…`. */
const isOfNetwork = ({ name, code }: Failure): boolean =>
  name === 'TimeoutError' || (typeof code === 'string' && /^E(?!RR_)[A-Z_]+$/.test(code));

/**
 * Whether a failure may pass by itself, so that the same message can succeed later: throttling, contention, a service or a
 * right that is missing for now, a person whom a newer deployment has decided. Any other is taken for a fault of the
 * message or of the code that takes it, which a repetition does not change.
 */
export const isTransient = (failure: unknown): boolean => {
  if (!(failure instanceof Error)) return false;
  const error: Failure = failure;
  if (codesOf(error).some((code) => typeof code === 'string' && lasting.has(code))) return false;
  return passing.has(error.name) || error.$metadata !== undefined || isOfNetwork(error);
};
