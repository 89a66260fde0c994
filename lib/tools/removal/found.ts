/** The exceptions by which the services say that something is not there. */
const missing = new Set([
  'ResourceNotFoundException',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
  'NoSuchBucket',
  'NotFound',
  'NotFoundException',
]);

/** Whether a call has found what it asked for. */
export const isFound = async (asked: Promise<unknown>): Promise<boolean> => {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof Error && missing.has(error.name)) return false;
    throw error;
  }
};
