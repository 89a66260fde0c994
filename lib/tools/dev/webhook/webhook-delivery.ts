import { backoff, type RetryDeps } from '#lib/ports/backoff.ts';
import type { Deliveries } from '#lib/ports/store/embedded/delivery-rows.ts';
import { postWebhook } from '#lib/ports/webhook/post-webhook.ts';

/** An answer is waited for so many milliseconds, and the message then sent again. */
const patienceMs = 15_000;

/** Where messages go, and what they are signed with. */
export interface DevWebhook {
  readonly url: string;
  readonly secret: string;
}

/** What is said of a webhook. */
export type WebhookNews =
  | { readonly kind: 'failing'; readonly reason: string; readonly waiting: number }
  | { readonly kind: 'recovered'; readonly waiting: number };

/** What delivery takes from outside. */
export interface DeliveryDeps extends Pick<RetryDeps, 'random'> {
  readonly webhook: DevWebhook;
  /** What waits; another one after everything was forgotten. */
  readonly deliveries: () => Deliveries;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly onNews: (news: WebhookNews) => void;
}

/** Short enough that whoever has mended their webhook need not wait. */
const pauses = { first: 250, longest: 10_000 };

/** A webhook that stays away is spoken of again after so many milliseconds. */
const silenceMs = 60_000;

/**
 * Delivers messages to a webhook, one after the other, so that everyone's are in order. One that is not taken is tried again until
 * it is; meanwhile the others wait in the store, and not in memory.
 */
export class WebhookDelivery {
  readonly #deps: DeliveryDeps;
  readonly #stopping = new AbortController();
  #wake: () => void = () => {};
  #work: Promise<void> | undefined;
  #failures = 0;
  #saidAt = -Infinity;

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
  }

  get webhook(): DevWebhook {
    return this.#deps.webhook;
  }

  /** Begins with what waits. */
  start(): void {
    this.#work ??= this.#run();
  }

  /** Says that there is more to deliver. */
  wake(): void {
    if (this.#failures === 0) this.#wake();
  }

  /** Ends at once; what is not delivered waits in the store. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#work;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (this.#deps.deliveries().first() === undefined) await this.#pause(undefined);
      else if (await this.#deliverFirst()) this.#succeeded();
      else await this.#pause(backoff(this.#failures, { ...pauses, random: this.#deps.random }));
    }
  }

  async #deliverFirst(): Promise<boolean> {
    const deliveries = this.#deps.deliveries();
    const first = deliveries.first();
    if (first === undefined) return true;
    const { signal } = this.#stopping;
    const { url, secret } = this.#deps.webhook;
    const message = { ...first, sentAt: this.#deps.now() };
    const reason = await postWebhook({ url, secrets: [secret] }, message, { patienceMs, signal });
    // Where everything was forgotten meanwhile, there is nothing to be removed.
    if (reason === undefined && this.#deps.deliveries() === deliveries) deliveries.remove(first.position);
    if (reason !== undefined && !signal.aborted) this.#failed(reason);
    return reason === undefined;
  }

  #failed(reason: string): void {
    this.#failures += 1;
    const now = this.#deps.now();
    if (this.#failures > 1 && now - this.#saidAt < silenceMs) return;
    this.#saidAt = now;
    this.#deps.onNews({ kind: 'failing', reason, waiting: this.#deps.deliveries().count() });
  }

  #succeeded(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.#deps.onNews({ kind: 'recovered', waiting: this.#deps.deliveries().count() });
  }

  /** Waits for so many milliseconds, or for `wake` where there is no such number. */
  #pause(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopping.signal.aborted) this.#wake();
    });
  }
}
