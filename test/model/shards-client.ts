import { KinesisClient, type PutRecordsCommandInput, type PutRecordsCommandOutput } from '@aws-sdk/client-kinesis';
import type { Call, Calls } from './calls.ts';
import type { SimulatedShards } from './simulated-shards.ts';

type Answer = Pick<PutRecordsCommandOutput, 'Records' | 'FailedRecordCount'>;

const tooMany = (): Error =>
  Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException', $metadata: {} });

const refused = { ErrorCode: 'InternalFailure', ErrorMessage: 'try again' };

const putCall = (shards: SimulatedShards, { Records = [] }: PutRecordsCommandInput): Call<Answer> => {
  const put = (isTaken: () => boolean): Answer => {
    const answers = Records.map(({ PartitionKey: key = '', Data = new Uint8Array() }) =>
      isTaken() ? { SequenceNumber: shards.put(key, Buffer.from(Data).toString()) } : refused,
    );
    return { Records: answers, FailedRecordCount: answers.filter((answer) => answer === refused).length };
  };
  return {
    label: () => `put records of ${Records.map(({ PartitionKey: key }) => key).join(' ')}`,
    effect: () => put(() => true),
    throttled: tooMany,
    partly: (choices) => put(() => choices.below(2) === 1),
    repeats: true,
  };
};

/** A real client in front of the stream, whose every call is a scheduling point. */
export const shardsClient = (calls: Calls, shards: SimulatedShards): KinesisClient => {
  const send = ({ input }: { readonly input: PutRecordsCommandInput }) => calls.make(putCall(shards, input));
  return Object.assign(new KinesisClient({ region: 'eu-west-1' }), { send });
};
