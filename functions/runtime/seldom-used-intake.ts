import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import type { Environment } from './environment.ts';
import { seldomUsedQueueAt } from './seldom-used-queues.ts';

/** Where a deployment's events come in: the queue, or the data stream where there is one. */
export type IntakeNames = Environment<'QUEUE_URL' | 'STREAM_NAME'>;

/** The data stream of a name, whose client is a file of its own beside the code. */
export const seldomUsedStream = (name: string): IntakeQueue => ({
  send: async (messages) => (await import('#lib/ports/queue/kinesis-streams.ts')).streamNamed(name).send(messages),
});

/** The intake, for functions that seldom put something into it themselves. */
export const seldomUsedIntake = ({ QUEUE_URL, STREAM_NAME }: IntakeNames): IntakeQueue =>
  STREAM_NAME === undefined ? seldomUsedQueueAt(QUEUE_URL) : seldomUsedStream(STREAM_NAME);
