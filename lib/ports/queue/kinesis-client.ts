import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * A client that speaks HTTP/1.1, as all others here do. By default this one speaks HTTP/2, for calls that are not made here: its
 * long-lived session would break whenever Lambda freezes the process for a while, and not every emulator understands it.
 */
export const kinesisClient = (config: Pick<KinesisClientConfig, 'region'> = {}): KinesisClient =>
  new KinesisClient({ ...config, requestHandler: new NodeHttpHandler() });
