import type { IntakeQueue } from './intake-queue.ts';
import { kinesisClient } from './kinesis-client.ts';
import { kinesisIntakeQueue } from './kinesis-intake-queue.ts';

/** The client that a function's streams share. */
const client = kinesisClient();

/** The data stream of a name in the function's own account and Region, as an intake. */
export const streamNamed = (streamName: string): IntakeQueue => kinesisIntakeQueue({ client, streamName });
