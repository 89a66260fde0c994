/** Names of errors whose text is about the deployment alone, and so may be logged. Any other text may quote an event. */
const speaking = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'ContentionError',
  'ExpiredTokenException',
  'KMSAccessDeniedException',
  'NotQueuedError',
  'ResourceNotFoundException',
]);

/** The frames of a stack. The text comes before them and may have lines of their form, so a stack that does not begin with it gives none. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const end = stack.indexOf(message);
  if (end < 0) return [];
  return stack
    .slice(end + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
};

/** What a log line says of an error: its name and where it came from; its text only where that can hold nothing of an event. */
export const failureForLog = (failure: unknown) => {
  if (!(failure instanceof Error)) return { name: typeof failure };
  const { name, message } = failure;
  return { name, ...(speaking.has(name) && { message }), frames: framesOf(failure) };
};

/** What Lambda is told of an invocation that failed: Lambda logs the text of an error, and keeps it with dead letters. */
export class FailedInvocation extends Error {
  override readonly name = 'FailedInvocation';

  constructor(failure: unknown) {
    super(`Cannot finish the invocation: current failure is ${failureForLog(failure).name}, see the log line before`);
  }
}
