import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AskedResult } from '#lib/use-cases/api/insight/asked-result.ts';
import type { RunCatalogue } from '#lib/use-cases/insight/pass/open-stage.ts';
import { execArgv } from './pass-in-thread.ts';
import type { StudySize } from './study.ts';

/** What a study is of. */
export interface StudyAsked {
  readonly file: string;
  readonly catalogue: RunCatalogue;
}

/** A question for the thread. */
export interface StudyQuestion {
  readonly id: number;
  readonly asked: AskedResult;
}

/** What the thread tells: its size once, and what it finds. */
export type StudyTold =
  | { readonly size: StudySize }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: string };

type Waiting = PromiseWithResolvers<unknown>;

/** A study on a thread of its own, which does not keep the process alive. */
export class StudyInThread {
  readonly #thread: Worker;
  readonly #size = Promise.withResolvers<StudySize>();
  readonly #waiting = new Map<number, Waiting>();
  #questions = 0;
  #isEnding = false;

  constructor(workerData: StudyAsked) {
    this.#thread = new Worker(new URL(`study-thread${extname(import.meta.url)}`, import.meta.url), {
      workerData,
      execArgv,
    });
    this.#thread.on('message', (told: StudyTold) => this.#take(told));
    this.#thread.once('error', (error) => this.#fail(error));
    this.#thread.once('exit', (code) =>
      this.#fail(new Error(`Cannot go on with the study: its thread has ended with ${code}`)),
    );
    this.#thread.unref();
    // Who asks is told; nobody may ask.
    this.size.catch(() => {});
  }

  /** Of how many people it is, as soon as they are read. */
  get size(): Promise<StudySize> {
    return this.#size.promise;
  }

  /** Finds what a pass over the people of the study would; undefined members of a result are left out. */
  async find(asked: AskedResult): Promise<unknown> {
    await this.size;
    this.#questions += 1;
    const waiting: Waiting = Promise.withResolvers();
    this.#waiting.set(this.#questions, waiting);
    this.#thread.postMessage({ id: this.#questions, asked } satisfies StudyQuestion, []);
    return waiting.promise;
  }

  /** Ends the thread when it has answered what it was asked. */
  end(): void {
    this.#isEnding = true;
    if (this.#waiting.size === 0) void this.#thread.terminate();
  }

  #take(told: StudyTold): void {
    if ('size' in told) {
      this.#size.resolve(told.size);
      return;
    }
    const waiting = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    if ('result' in told) waiting?.resolve(told.result);
    else waiting?.reject(new Error(told.failure));
    if (this.#isEnding) this.end();
  }

  #fail(error: unknown): void {
    this.#size.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
