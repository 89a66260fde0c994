/** Names of errors whose text is only about the deployment, and so may be logged. Any other text may quote an event. */
const loggable = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'CanaryFailedError',
  'ContentionError',
  'DeploymentRefusedError',
  'ExpiredTokenException',
  'KMSAccessDeniedException',
  'NotDeliveredError',
  'NotPutError',
  'NotQueuedError',
  'ResourceNotFoundException',
]);

/** The frames of a stack. The error's text comes before them and may itself contain lines of their form, so a stack without that text gives none. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const end = stack.indexOf(message);
  if (end < 0) return [];
  return stack
    .slice(end + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
};

/** Describes an error for a log line: its name and frames, and its text only where that cannot quote an event. */
export const failureForLog = (failure: unknown) => {
  if (!(failure instanceof Error)) return { name: typeof failure };
  const { name, message } = failure;
  return { name, ...(loggable.has(name) && { message }), frames: framesOf(failure) };
};

/** The error that Lambda sees of a failed invocation. It quotes nothing of an event, because Lambda logs its text and keeps it with dead letters. */
export class FailedInvocation extends Error {
  override readonly name = 'FailedInvocation';

  constructor(failure: unknown) {
    const { name, message } = { message: undefined, ...failureForLog(failure) };
    const said = message === undefined ? name : `${name} (${message})`;
    super(`Cannot finish the invocation: current failure is ${said}, see the log line before`);
  }
}
