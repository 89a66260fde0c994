import type { DynamoDBRecord } from 'aws-lambda';
import type { Item } from './simulated-table.ts';
import type { Choices } from './choices.ts';

const mostAttempts = 6;

/** Records of one shard that were handed out together. */
export interface Portion {
  readonly shard: Shard;
  readonly records: readonly DynamoDBRecord[];
}

interface Shard {
  /** From the first that was not yet done. */
  records: DynamoDBRecord[];
  attempts: number;
  busy: boolean;
}

/** Lambda gives bytes as base64. */
const imageOf = (item: Item): Record<string, object> =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
    ]),
  );

/** Whether the publisher's event source passes a new row on: quiet rows too, which say nothing but who is in a segment. */
const wakesPublisher = ({ sk }: Item): boolean => /^(?:CHANGE|QUIET|ERASED)#/u.test(sk?.S ?? '');

const shardCount = 2;
const shardOf = ({ pk }: Item): number => (pk?.S ?? '').length % shardCount;

/** The table's stream as the publisher's event source reads it: in order per item, at least once, in portions. */
export class SimulatedStream {
  /** What failed every time, kept with its payload. */
  readonly parked: DynamoDBRecord[] = [];
  readonly #shards: readonly Shard[] = Array.from({ length: shardCount }, () => ({
    records: [],
    attempts: 0,
    busy: false,
  }));
  readonly #inserted: Item[];
  #records = 0;

  constructor(inserted: Item[]) {
    this.#inserted = inserted;
  }

  #open(): readonly Shard[] {
    for (const item of this.#inserted.splice(0).filter(wakesPublisher)) {
      this.#records += 1;
      const dynamodb = { SequenceNumber: String(this.#records), NewImage: imageOf(item) };
      this.#shards[shardOf(item)]?.records.push({ eventName: 'INSERT', dynamodb } as DynamoDBRecord);
    }
    return this.#shards.filter(({ records, busy }) => records.length > 0 && !busy);
  }

  get hasNews(): boolean {
    return this.#open().length > 0;
  }

  read(choices: Choices): Portion {
    const shard = choices.pick(this.#open());
    shard.busy = true;
    return { shard, records: shard.records.slice(0, shard.records.length - choices.below(shard.records.length)) };
  }

  /** Goes on behind a portion, or, where some of it failed, comes back to the first that did. */
  finish({ shard, records }: Portion, failed: readonly string[]): void {
    shard.busy = false;
    const at = records.findIndex(({ dynamodb }) => failed.includes(dynamodb?.SequenceNumber ?? ''));
    shard.records.splice(0, at < 0 ? records.length : at);
    shard.attempts = at === 0 ? shard.attempts + 1 : 0;
    if (shard.attempts === mostAttempts) this.parked.push(...shard.records.splice(0, 1));
  }

  /** Comes back to a portion whose reader did not say what became of it. */
  comeBack({ shard }: Portion): void {
    shard.busy = false;
  }
}
