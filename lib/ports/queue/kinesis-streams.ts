import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { IntakeQueue } from './intake-queue.ts';
import { kinesisIntakeQueue } from './kinesis-intake-queue.ts';

/** The client that a function's streams share. */
const client = new KinesisClient();

/** The data stream of a name in the function's own account and Region, as an intake. */
export const streamNamed = (streamName: string): IntakeQueue => kinesisIntakeQueue({ client, streamName });
