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

const framesOf = ({ stack = '' }: Error): string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));

/** What a log line says of an error: its name and where it came from; its text only where that can hold nothing of an event. */
export const failureForLog = (failure: unknown) => {
  if (!(failure instanceof Error)) return { name: typeof failure };
  const { name, message } = failure;
  return { name, ...(speaking.has(name) && { message }), frames: framesOf(failure) };
};
