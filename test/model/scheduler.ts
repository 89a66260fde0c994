import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as afterAll } from 'node:timers/promises';
import type { Choices } from './choices.ts';

/** One invocation of a function, from its start to its end: what it still does afterwards is frozen with its process. */
export interface Worker {
  readonly name: string;
  /** The number of deployments there were when it started: whose code it runs. */
  readonly deployments: number;
  /** When it started, by the wall clock. */
  readonly startedAt: number;
  /** Added to the wall clock by the host that it runs on, in milliseconds. */
  readonly skew: number;
  ended: boolean;
  /** Called when its process ends before it is done. */
  readonly onCrash: () => void;
}

/** Whether a call records what was committed before, or is any other. */
export type CallKind = 'recording' | 'other';

interface Turn {
  readonly worker: Worker;
  readonly kind: CallKind;
  readonly go: () => void;
  /** The step before which it does not go on. */
  heldUntil: number;
}

const current = new AsyncLocalStorage<Worker>();

const forever = <Answer>(): Promise<Answer> => new Promise(() => {});

/**
 * Lets workers go on one at a time, from one call to the next, in an order that is chosen. There are no timers: all else
 * stands still until a worker has come to its next call.
 */
export class Scheduler {
  readonly workers = new Set<Worker>();
  /** Steps so far. */
  step = 0;
  /** When it is calm, calls no longer wait for their turn. */
  calm = false;
  #waiting: Turn[] = [];
  readonly #choices: Choices;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** The worker that makes the call at hand; undefined where the model itself makes it. */
  get current(): Worker | undefined {
    return current.getStore();
  }

  /** Starts an invocation; it runs until it ends, or until its process does. */
  start(worker: Worker, work: () => Promise<void>): void {
    this.workers.add(worker);
    void current.run(worker, async () => {
      await work();
      this.#end(worker);
    });
  }

  #end(worker: Worker): void {
    worker.ended = true;
    this.workers.delete(worker);
    this.#waiting = this.#waiting.filter((turn) => turn.worker !== worker);
  }

  /** Ends the process of a worker in the middle of what it does: what it waits for never comes. */
  crash<Answer>(worker: Worker): Promise<Answer> {
    this.#end(worker);
    worker.onCrash();
    return forever();
  }

  /** Waits until it is the current worker's turn to make its call. */
  turn(worker: Worker, kind: CallKind = 'other'): Promise<void> {
    if (worker.ended) return forever();
    if (this.calm) return Promise.resolve();
    return new Promise((go) => void this.#waiting.push({ worker, kind, go, heldUntil: 0 }));
  }

  get canGoOn(): boolean {
    return this.#waiting.some(({ heldUntil }) => heldUntil <= this.step);
  }

  /** Lets one of those who wait make its call, or holds it back for a number of steps. */
  goOn(stalled: (turn: Turn) => number): void {
    const ready = this.#waiting.filter(({ heldUntil }) => heldUntil <= this.step);
    const turn = this.#choices.pick(ready);
    const held = stalled(turn);
    if (held > 0) {
      turn.heldUntil = this.step + held;
      return;
    }
    this.#waiting.splice(this.#waiting.indexOf(turn), 1);
    turn.go();
  }

  /** From here on nobody waits for a turn; those who did go on. */
  async becomeCalm(): Promise<void> {
    this.calm = true;
    for (const { go } of this.#waiting.splice(0)) {
      go();
      await this.rest();
    }
  }

  /** Until every worker is at its next call or at its end. */
  async rest(): Promise<void> {
    this.step += 1;
    await afterAll();
  }
}
