import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventTypes } from '#events/incoming-event.ts';
import { clientSettings, type Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

/** What puts entries of a shop where the rules of a deployment put them. */
export interface Rules {
  /** Puts an entry as its rule does, or on the bus where the rule of the rest takes it. */
  readonly put: (entry: Entry) => Promise<void>;
  /** Puts any text under a partition key. */
  readonly putText: (text: string, key: string) => Promise<void>;
  /** All that the stream was ever given. */
  readonly texts: () => Promise<readonly string[]>;
}

/** The id that the rules take as the partition key; undefined for what neither of them takes. */
const keyOf = ({ 'detail-type': type, detail }: Entry): string | undefined => {
  const { customerId, anonymousId } = detail;
  const id = customerId ?? anonymousId;
  const isKnown = eventTypes.some((known) => known === type);
  return isKnown && typeof id === 'string' ? id : undefined;
};

/** An entry as EventBridge hands it to a target. */
const envelopeOf = (entry: Entry): string =>
  JSON.stringify({ version: '0', id: randomUUID(), time: new Date().toISOString(), resources: [], ...entry });

/** What a local AWS takes for a signature: it looks at the service and the region alone. */
const unsigned =
  'AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=none';

interface Answer {
  readonly FailedRecordCount?: number;
  readonly Shards?: readonly { readonly ShardId: string }[];
  readonly ShardIterator?: string;
  readonly Records?: readonly { readonly Data: string }[];
}

/** Calls an action of Kinesis by HTTP/1: by default the client speaks HTTP/2, in which the local AWS breaks off long answers. */
const call = async (emulator: Emulator, action: string, input: object): Promise<Answer> => {
  const response = await fetch(clientSettings(emulator).endpoint, {
    method: 'POST',
    headers: {
      authorization: unsigned,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Kinesis_20131202.${action}`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  throw new Error(`Cannot ${action}: current status is ${response.status}, ${text.slice(0, 500)}`);
};

/**
 * The rules that fill a stream: the local AWS has streams, and hands their records to functions, but its rules cannot put any.
 *
 * @param onBus - puts an entry on the bus.
 */
export const rulesInto = (emulator: Emulator, StreamName: string, onBus: Rules['put']): Rules => {
  const putText = async (text: string, PartitionKey: string): Promise<void> => {
    const Records = [{ Data: Buffer.from(text).toString('base64'), PartitionKey }];
    const { FailedRecordCount } = await call(emulator, 'PutRecords', { StreamName, Records });
    if (FailedRecordCount !== 0) throw new Error(`Cannot put a record: current failures are ${FailedRecordCount}`);
    // Each arrives at a millisecond of its own.
    await sleep(2);
  };
  const put = async (entry: Entry): Promise<void> => {
    const key = keyOf(entry);
    await (key === undefined ? onBus(entry) : putText(envelopeOf(entry), key));
  };
  return { put, putText, texts: () => textsIn(emulator, StreamName) };
};

const textsIn = async (emulator: Emulator, StreamName: string): Promise<readonly string[]> => {
  const { Shards = [] } = await call(emulator, 'ListShards', { StreamName });
  const texts: string[] = [];
  for (const { ShardId } of Shards) {
    const asked = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    const { ShardIterator } = await call(emulator, 'GetShardIterator', asked);
    const { Records = [] } = await call(emulator, 'GetRecords', { ShardIterator });
    texts.push(...Records.map(({ Data }) => Buffer.from(Data, 'base64').toString()));
  }
  return texts;
};
