import type { Choices } from './choices.ts';

/** What is given to a function. */
export interface Delivered {
  readonly id: string;
  readonly body: string;
}

interface Waiting extends Delivered {
  hiddenUntil: number;
}

const batchSize = 10;

/** How long a message that was given to a function is hidden, in milliseconds: as long as a change waits for those before it. */
const visibilityMs = 30_000;

/** A queue of SQS that keeps no order, in front of a function of somebody else's: a message comes until it is done. */
export class StandardQueue {
  #messages: Waiting[] = [];
  #sent = 0;

  send(body: string): void {
    this.#sent += 1;
    this.#messages.push({ id: `c${this.#sent}`, body, hiddenUntil: -Infinity });
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** When the next message can be seen, in milliseconds since 1970. */
  get nextSeenAt(): number {
    return Math.min(...this.#messages.map(({ hiddenUntil }) => hiddenUntil));
  }

  hasSome(now: number): boolean {
    return this.#messages.some(({ hiddenUntil }) => hiddenUntil <= now);
  }

  /** Gives up to ten messages, any of them in any order. */
  receive(choices: Choices, now: number): readonly Delivered[] {
    const seen = this.#messages.filter(({ hiddenUntil }) => hiddenUntil <= now);
    const count = Math.min(choices.pick([batchSize, 1, 3]), seen.length);
    const batch = Array.from({ length: count }, () => seen.splice(choices.below(seen.length), 1)).flat();
    for (const message of batch) message.hiddenUntil = now + visibilityMs;
    return batch;
  }

  delete(ids: ReadonlySet<string>): void {
    this.#messages = this.#messages.filter(({ id }) => !ids.has(id));
  }
}
