import {
  ChangeMessageVisibilityBatchCommand,
  type ChangeMessageVisibilityBatchCommandInput,
  SQSClient,
  type SendMessageBatchCommandInput,
} from '@aws-sdk/client-sqs';
import type { Call, Calls } from './calls.ts';
import type { Choices } from './choices.ts';
import type { Taken } from './simulated-shards.ts';

const minute = 60_000;
/** How long the queue drops a message with a deduplication id that it knows. */
const deduplicationMs = 5 * minute;
/** How long a message that was received stays hidden. */
export const visibilityMs = 3 * minute;
/** As the queue is deployed. */
const mostReceives = 250;

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly group: string;
  /** When the queue took it: its arrival. */
  readonly arrivedAt: number;
  receives: number;
  /** When it was received for the first time. */
  firstReceivedAt: number | undefined;
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

/** What a queue cannot do at once. */
export interface QueueLimits {
  /** Only the groups of so many of the oldest messages can be received; SQS has 120,000. All by default. */
  readonly window?: number;
  /** How long a group is taken up by a batch, in milliseconds; no longer than the batch itself by default. */
  readonly serviceMs?: number;
  /** The same of a batch that is only sent on; `serviceMs` by default. */
  readonly divertMs?: number;
}

/** A FIFO queue with its dead letters: per group in order and one batch at a time, at least once. */
export class SimulatedQueue {
  /** Of every message that it ever took, or another intake that shares it. */
  readonly taken: Taken[];
  messages: Message[] = [];
  dead: Message[] = [];
  /** Groups of which a message was received more than once, or given up, so that a copy of it may come behind others. */
  readonly redelivered = new Set<string>();
  /** The bodies of all that functions ever gave up. */
  readonly givenUp = new Set<string>();
  readonly #recent = new Map<string, number>();
  readonly #now: () => number;

  readonly #limits: Required<QueueLimits>;
  readonly #busyUntil = new Map<string, number>();

  constructor(now: () => number, limits: QueueLimits = {}, taken: Taken[] = []) {
    const { window = Infinity, serviceMs = 0, divertMs = serviceMs } = limits;
    this.#now = now;
    this.taken = taken;
    this.#limits = { window, serviceMs, divertMs };
  }

  send({ body, group, deduplicationId }: Sent): string {
    const arrivedAt = this.#now();
    const key = `${group}|${deduplicationId}`;
    if (deduplicationId !== undefined && arrivedAt - (this.#recent.get(key) ?? -Infinity) < deduplicationMs) return key;
    this.#recent.set(key, arrivedAt);
    const id = `m${this.taken.length}`;
    this.taken.push({ id, body, arrivedAt });
    this.messages.push({ id, body, group, arrivedAt, receives: 0, firstReceivedAt: undefined, hiddenUntil: 0 });
    return id;
  }

  /** When the next message that is hidden now is seen again. */
  get nextSeenAt(): number {
    return Math.min(...this.messages.map(({ hiddenUntil }) => hiddenUntil).filter((until) => until > this.#now()));
  }

  /** The groups that have something and of which nothing is in flight. */
  get openGroups(): readonly string[] {
    const now = this.#now();
    const seen = this.messages.slice(0, this.#limits.window);
    const locked = new Set(seen.filter(({ hiddenUntil }) => hiddenUntil > now).map(({ group }) => group));
    const isFree = (group: string) => !locked.has(group) && (this.#busyUntil.get(group) ?? 0) <= now;
    return [...new Set(seen.map(({ group }) => group))].filter(isFree);
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
    message.firstReceivedAt ??= this.#now();
    if (message.receives > 1) this.redelivered.add(message.group);
    message.hiddenUntil = this.#now() + hiddenMs;
    this.#busyUntil.set(message.group, this.#now() + this.#limits.serviceMs);
    return { message, receipt: message.receives };
  }

  /** Takes a message away, unless its receipt is no longer the newest. */
  delete({ message, receipt }: Delivery): void {
    if (message.receives === receipt) this.messages = this.messages.filter((other) => other !== message);
  }

  /** Says that the batch of these messages was only sent on. */
  wasDiverted(deliveries: readonly Delivery[]): void {
    for (const { message } of deliveries) this.#busyUntil.set(message.group, this.#now() + this.#limits.divertMs);
  }

  /** Hides a message that was received, unless its receipt is no longer the newest; returns whether it was. */
  hide(receipt: string, seconds: number): boolean {
    const message = this.messages.find((own) => receiptOf(own) === receipt);
    if (message === undefined) return false;
    message.hiddenUntil = this.#now() + seconds * 1000;
    return true;
  }

  /** Takes what a function gives up. */
  giveUp({ body, group }: Sent): string {
    this.givenUp.add(body);
    this.redelivered.add(group);
    const id = `dead-${this.dead.length}`;
    const gone = { receives: 0, firstReceivedAt: undefined, hiddenUntil: 0 };
    this.dead.push({ id, body, group, arrivedAt: this.#now(), ...gone });
    return id;
  }

  /** Whether functions ever gave up what brings this event. */
  hasGivenUp(eventId: string): boolean {
    return [...this.givenUp].some((body) => body.includes(`"eventId":"${eventId}"`));
  }

  /** Puts the dead letters into the queue again: new messages, with a new arrival. */
  redrive(): void {
    for (const { body, group } of this.dead.splice(0)) this.send({ body, group });
  }
}

const tooMany = (): Error => Object.assign(new Error('slow down'), { name: 'RequestThrottled' });

/** The receipt of a message that was received this often. */
export const receiptOf = ({ id, receives }: Pick<Message, 'id' | 'receives'>): string => `${id}:${receives}`;

type Put = (sent: Sent) => string;

const sendCall = (put: Put, { Entries = [] }: SendMessageBatchCommandInput): Call<object> => {
  const take = (entries: typeof Entries) =>
    entries.map(
      ({ Id, MessageBody: body = '', MessageGroupId: group = '', MessageDeduplicationId: deduplicationId }) => ({
        Id,
        MessageId: put({ body, group, deduplicationId }),
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

const hideCall = (queue: SimulatedQueue, { Entries = [] }: ChangeMessageVisibilityBatchCommandInput): Call<object> => ({
  label: () => `hide ${Entries.map(({ ReceiptHandle: id, VisibilityTimeout: s }) => `${id} for ${s} s`).join(' ')}`,
  effect: () => {
    const isHidden = ({ ReceiptHandle = '', VisibilityTimeout = 0 }: (typeof Entries)[number]) =>
      queue.hide(ReceiptHandle, VisibilityTimeout);
    const { done = [], refused = [] } = Object.groupBy(Entries, (entry) => (isHidden(entry) ? 'done' : 'refused'));
    return { Successful: done, Failed: refused.map(({ Id }) => ({ Id, Code: 'ReceiptHandleIsInvalid' })) };
  },
  throttled: tooMany,
  repeats: true,
});

/** A real client in front of the queue, whose every call is a scheduling point. */
export const queueClient = (calls: Calls, queue: SimulatedQueue): SQSClient =>
  clientOf(calls, queue, (sent) => queue.send(sent));

/** A real client in front of the queue's dead letters. */
export const deadLettersClient = (calls: Calls, queue: SimulatedQueue): SQSClient =>
  clientOf(calls, queue, (sent) => queue.giveUp(sent));

interface Command {
  readonly input: object;
}

const clientOf = (calls: Calls, queue: SimulatedQueue, put: Put): SQSClient => {
  const send = (command: Command): Promise<object> =>
    calls.make(
      command instanceof ChangeMessageVisibilityBatchCommand
        ? hideCall(queue, command.input)
        : sendCall(put, command.input as SendMessageBatchCommandInput),
    );
  return Object.assign(new SQSClient({ region: 'eu-west-1' }), { send });
};
