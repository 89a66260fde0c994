import { fnv1a } from '#lib/ports/store/fnv1a.ts';
import type { StreamedRecord } from '#test/support/kinesis-record.ts';
import type { Choices } from './choices.ts';

/** The records of a shard whose keys are read by one function at a time. */
interface Lane {
  /** From the first that was not yet done. */
  records: StreamedRecord[];
  /** The last few that were done. */
  done: readonly StreamedRecord[];
  isBusy: boolean;
  /** Of the batch that was given out last. */
  receipt: number;
}

interface Shard {
  readonly number: number;
  /** The part of all hashes that it takes, from 0 up to 1. */
  readonly from: number;
  readonly until: number;
  readonly parents: readonly Shard[];
  readonly lanes: readonly Lane[];
  isClosed: boolean;
}

/** Records that were given out together; to be checked off unless they were given to another since. */
export interface ShardBatch {
  readonly lane: Lane;
  readonly records: readonly StreamedRecord[];
  readonly receipt: number;
}

/** As many functions read a shard at once, each other keys of it. */
const lanesOfShard = 2;
const mostInBatch = 12;
const mostRewound = 4;
const mostShards = 4;

const laneOf = (key: string): number => fnv1a(`lane ${key}`) % lanesOfShard;
const hashOf = (key: string): number => fnv1a(key) / 2 ** 32;

const isDrained = ({ lanes, parents }: Shard): boolean =>
  lanes.every(({ records, isBusy }) => records.length === 0 && !isBusy) && parents.every(isDrained);

/** What every message is written down in that any intake takes, in order. */
export interface Taken {
  readonly id: string;
  readonly body: string;
  readonly arrivedAt: number;
}

/** A data stream and its event source: in order per key, at least once, by shards that split and merge. */
export class SimulatedShards {
  readonly #now: () => number;
  readonly #taken: Taken[];
  readonly #shards: Shard[] = [];

  constructor(now: () => number, taken: Taken[]) {
    this.#now = now;
    this.#taken = taken;
    this.#add({ from: 0, until: 1, parents: [] });
  }

  #add({ from, until, parents }: Pick<Shard, 'from' | 'until' | 'parents'>): void {
    const lanes = Array.from({ length: lanesOfShard }, () => ({ records: [], done: [], isBusy: false, receipt: 0 }));
    this.#shards.push({ number: this.#shards.length, from, until, parents, lanes, isClosed: false });
  }

  /**
   * Takes a record, and returns its sequence number.
   *
   * @param early - how much too early its arrival is noted, in milliseconds: it is approximate, and may run backwards.
   */
  put(key: string, body: string, early = 0): string {
    const hash = hashOf(key);
    const shard = this.#shards.find(({ isClosed, from, until }) => !isClosed && from <= hash && hash < until);
    const sequenceNumber = String(this.#taken.length).padStart(56, '0');
    const id = `shardId-${String(shard?.number).padStart(12, '0')}:${sequenceNumber}`;
    const record = { id, sequenceNumber, body, group: key, arrivedAt: this.#now() - early };
    this.#taken.push(record);
    shard?.lanes[laneOf(key)]?.records.push(record);
    return sequenceNumber;
  }

  /** Whatever is not done. */
  get waiting(): readonly StreamedRecord[] {
    return this.#shards.flatMap(({ lanes }) => lanes.flatMap(({ records }) => records));
  }

  /** Nothing of a shard is given out before all of those that it was made of is done. */
  get #open(): readonly Lane[] {
    const readable = this.#shards.filter(({ parents }) => parents.every(isDrained));
    return readable.flatMap(({ lanes }) => lanes.filter(({ records, isBusy }) => records.length > 0 && !isBusy));
  }

  get hasSome(): boolean {
    return this.#open.length > 0;
  }

  /** @param isShared - whether the same records are given to another while this one goes on. */
  read(choices: Choices, isShared: boolean): ShardBatch {
    const lane = choices.pick(this.#open);
    const most = Math.min(mostInBatch, lane.records.length);
    lane.isBusy = !isShared;
    lane.receipt += 1;
    return { lane, records: lane.records.slice(0, most - choices.below(most)), receipt: lane.receipt };
  }

  /** Comes back to a batch whose reader did not say what became of it. */
  comeBack({ lane, receipt }: ShardBatch): void {
    if (lane.receipt === receipt) lane.isBusy = false;
  }

  /**
   * Checks off the first records of a batch.
   *
   * @param rewound - how many of all that were done before come again with what is left, since that was noted too late.
   */
  checkOff({ lane, receipt }: ShardBatch, done: readonly StreamedRecord[], rewound: number): void {
    if (lane.receipt !== receipt) return;
    lane.isBusy = false;
    const left = lane.records.slice(done.length);
    const behind = [...lane.done, ...done];
    const kept = behind.length - Math.min(rewound, behind.length);
    lane.records = [...behind.slice(kept), ...left];
    lane.done = behind.slice(0, kept).slice(-mostRewound);
  }

  /** Splits a shard, or merges it with the next. */
  reshard(choices: Choices): void {
    const open = this.#shards.filter(({ isClosed }) => !isClosed).toSorted((one, other) => one.from - other.from);
    const at = choices.below(open.length);
    const [shard, next] = [open[at], open[at + 1]];
    if (shard === undefined) return;
    const { from, until } = shard;
    const middle = (from + until) / 2;
    shard.isClosed = true;
    if (open.length < mostShards && choices.below(2) === 0) {
      this.#add({ from, until: middle, parents: [shard] });
      this.#add({ from: middle, until, parents: [shard] });
      return;
    }
    if (next !== undefined) next.isClosed = true;
    this.#add({ from, until: next?.until ?? until, parents: next === undefined ? [shard] : [shard, next] });
  }
}
