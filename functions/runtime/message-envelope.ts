import type { SQSRecord } from 'aws-lambda';
import type { Envelope } from '#lib/ports/queue/queue-message.ts';

/** The id of a message and the instant at which the queue took it: `SentTimestamp`, which a producer cannot set. */
export const envelopeOf = ({ messageId, attributes }: SQSRecord): Envelope => ({
  id: messageId,
  arrivedAt: Number(attributes.SentTimestamp),
});
