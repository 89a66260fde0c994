import type { SQSRecord } from 'aws-lambda';
import type { Envelope } from '#lib/ports/queue/queue-message.ts';

/** What SQS says of a message: `SentTimestamp` is the instant at which the queue took it, and not the producer's to set. */
export const envelopeOf = ({ messageId, attributes }: SQSRecord): Envelope => ({
  id: messageId,
  arrivedAt: Number(attributes.SentTimestamp),
});
