import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';

/** The intake queue at a URL. The client is loaded only here, since most commands need none. */
export const openQueue = async (url: string): Promise<IntakeQueue> =>
  (await import('#lib/ports/queue/sqs-intake-queue.ts')).intakeQueueAt(url);
