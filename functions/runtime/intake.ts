import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import { intakeQueueAt } from '#lib/ports/queue/sqs-intake-queue.ts';
import { seldomUsedStream, type IntakeNames } from './seldom-used-intake.ts';

/** The intake, for functions that are there to put something into it. */
export const intakeNamed = ({ QUEUE_URL, STREAM_NAME }: IntakeNames): IntakeQueue =>
  STREAM_NAME === undefined ? intakeQueueAt(QUEUE_URL) : seldomUsedStream(STREAM_NAME);
