import { SQSClient, type SendMessageBatchCommandInput, type SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs';
import type { Call, Calls } from './calls.ts';
import type { Choices } from './choices.ts';

const minute = 60_000;
/** How long the queue drops a message with a deduplication id that it knows. */
const deduplicationMs = 5 * minute;
/** How long a message that was received stays hidden. */
export const visibilityMs = 3 * minute;
const mostReceives = 5;

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly group: string;
  /** When the queue took it: its arrival. */
  readonly arrivedAt: number;
  receives: number;
  hiddenUntil: number;
}

/** A message as it was received; to be deleted unless it was received again since. */
export interface Delivery {
  readonly message: Message;
  readonly receipt: number;
}

interface Sent {
  readonly body: string;
  readonly group: string;
  readonly deduplicationId?: string | undefined;
}

/** A FIFO queue with its dead letters: per group in order and one batch at a time, at least once. */
export class SimulatedQueue {
  /** Of every message that it ever took. */
  readonly taken: { readonly id: string; readonly body: string; readonly arrivedAt: number }[] = [];
  messages: Message[] = [];
  dead: Message[] = [];
  /** Groups of which a message was received more than once. */
  readonly redelivered = new Set<string>();
  readonly #recent = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  send({ body, group, deduplicationId }: Sent): string {
    const arrivedAt = this.#now();
    const key = `${group}|${deduplicationId}`;
    if (deduplicationId !== undefined && arrivedAt - (this.#recent.get(key) ?? -Infinity) < deduplicationMs) return key;
    this.#recent.set(key, arrivedAt);
    const id = `m${this.taken.length}`;
    this.taken.push({ id, body, arrivedAt });
    this.messages.push({ id, body, group, arrivedAt, receives: 0, hiddenUntil: 0 });
    return id;
  }

  /** The groups that have something and of which nothing is in flight. */
  get openGroups(): readonly string[] {
    const now = this.#now();
    const locked = new Set(this.messages.filter(({ hiddenUntil }) => hiddenUntil > now).map(({ group }) => group));
    return [...new Set(this.messages.map(({ group }) => group))].filter((group) => !locked.has(group));
  }

  /**
   * Up to ten messages, the first few of some groups; those received too often become dead letters instead.
   *
   * @param hiddenMs - how long others do not see them.
   */
  receive(choices: Choices, hiddenMs: number): readonly Delivery[] {
    this.#bury();
    const groups = Map.groupBy(this.messages, ({ group }) => group);
    const batch: Message[] = [];
    for (const group of this.openGroups) {
      if (batch.length > 0 && choices.below(3) === 2) continue;
      const own = groups.get(group) ?? [];
      batch.push(...own.slice(0, own.length - choices.below(own.length)));
      if (batch.length >= 10) break;
    }
    return batch.slice(0, 10).map((message) => this.#hide(message, hiddenMs));
  }

  #bury(): void {
    const now = this.#now();
    const worn = this.messages.filter(({ receives, hiddenUntil }) => receives >= mostReceives && hiddenUntil <= now);
    this.dead.push(...worn);
    this.messages = this.messages.filter((message) => !worn.includes(message));
  }

  #hide(message: Message, hiddenMs: number): Delivery {
    message.receives += 1;
    if (message.receives > 1) this.redelivered.add(message.group);
    message.hiddenUntil = this.#now() + hiddenMs;
    return { message, receipt: message.receives };
  }

  /** Takes a message away, unless its receipt is no longer the newest. */
  delete({ message, receipt }: Delivery): void {
    if (message.receives === receipt) this.messages = this.messages.filter((other) => other !== message);
  }

  /** Puts the dead letters into the queue again: new messages, with a new arrival. */
  redrive(): void {
    for (const { body, group } of this.dead.splice(0)) this.send({ body, group });
  }
}

const tooMany = (): Error => Object.assign(new Error('slow down'), { name: 'RequestThrottled' });

const sendCall = (queue: SimulatedQueue, { Entries = [] }: SendMessageBatchCommandInput): Call<object> => {
  const take = (entries: typeof Entries) =>
    entries.map(
      ({ Id, MessageBody: body = '', MessageGroupId: group = '', MessageDeduplicationId: deduplicationId }) => ({
        Id,
        MessageId: queue.send({ body, group, deduplicationId }),
      }),
    );
  return {
    label: () => `send ${Entries.map(({ MessageDeduplicationId: id }) => id).join(' ')}`,
    effect: () => ({ Successful: take(Entries), Failed: [] }),
    throttled: tooMany,
    partly: (choices) => {
      const count = choices.below(Entries.length);
      const Failed = Entries.slice(count).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
      return { Successful: take(Entries.slice(0, count)), Failed };
    },
    repeats: true,
  };
};

/** A real client in front of the queue, whose every call is a scheduling point. */
export const queueClient = (calls: Calls, queue: SimulatedQueue): SQSClient => {
  const send = ({ input }: { input: SendMessageBatchCommandInput }) =>
    calls.make(sendCall(queue, input)) as Promise<SendMessageBatchCommandOutput>;
  return Object.assign(new SQSClient({ region: 'eu-west-1' }), { send });
};
