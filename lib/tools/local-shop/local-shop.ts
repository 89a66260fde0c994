import type { RefusalReason } from '#events/accept-entry.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { entriesOf } from '#lib/use-cases/publish/entries.ts';
import { refusedFor } from '#lib/use-cases/intake/redrive-quarantine.ts';
import { publishWaiting } from '../replay/publish-waiting.ts';
import { startRun, type Run } from '../replay/run.ts';
import { removeStore } from '../replay/store-draft.ts';
import { asDeployed, bringUpToDate } from './current-catalogue.ts';
import { inTurn } from './in-turn.ts';
import { letTimePass } from './let-time-pass.ts';
import { standingOf } from './standing.ts';
import { takeAgain, takeEntry, type Taken } from './take-entry.ts';

/** What a shop on this machine is opened with. */
export interface LocalShopNeeds {
  readonly catalogue: Catalogue;
  /** The file of its store, which is made where there is none; by default it is kept in memory. */
  readonly file?: string | undefined;
  /** Where time stands at first. In a store that was left before, time passes until then; one that has come further stays there. */
  readonly now: Instant;
  /**
   * Takes entries that are published, in order. They are acknowledged once this resolves: what it has not taken when it throws,
   * or when the process ends, comes again. It must not wait for the shop, which waits for it.
   */
  readonly onPublished: (entries: readonly OutgoingEntry[], store: EmbeddedStore) => void | Promise<void>;
  /** Whether an entry that would be refused is not taken at all: it is neither kept nor logged. */
  readonly isStrict?: boolean | undefined;
}

/** Patron as a deployment has it, on this machine: one store, no queue, and time that goes on when it is told to. */
export interface LocalShop {
  /** The store, to be read only. After `reset` it is another one. */
  readonly store: EmbeddedStore;
  /** The catalogue as the store's deployment decides by it. */
  readonly catalogue: Catalogue;
  /** Where time stands. */
  readonly now: Instant;
  /**
   * Takes an entry in at an instant, as EventBridge gives it: JSON of `source`, `detail-type` and `detail`; a `time` is not
   * looked at. What is due before happens first. An entry that comes before the present instant comes now.
   *
   * @returns once it is kept, and what it changes is published.
   */
  take(entry: string, at?: Instant): Promise<Taken>;
  /**
   * Lets time pass: what is due by then, that instant included, happens at its exact instants, in order of time.
   *
   * @returns how many segments were entered or left.
   * @throws {RangeError} for an instant that is past.
   */
  advance(to: Instant): Promise<number>;
  /**
   * Takes the entries that were refused for a reason again, as if they came at an instant, in the order in which they first did. What is
   * refused again stays.
   */
  redrive(reason: RefusalReason, at?: Instant): Promise<readonly Taken[]>;
  /**
   * What came, in the order of arrival, as lines that `replay` takes: they give the same changes but for `decidedAt`. Of people
   * who were erased there is only that they were.
   */
  events(): Iterable<string>;
  /** Works while nothing is under way, and lets nothing begin before that has ended. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Begins anew at an instant, by default the present one: nobody is known, and nothing has come. */
  reset(now?: Instant): Promise<void>;
  /** Closes the store, once what is under way has ended. */
  close(): Promise<void>;
}

class EmbeddedShop implements LocalShop {
  readonly #needs: LocalShopNeeds;
  readonly #inTurn = inTurn();
  #run: Run;

  private constructor(needs: LocalShopNeeds, run: Run) {
    this.#needs = needs;
    this.#run = run;
  }

  static async open(needs: LocalShopNeeds): Promise<LocalShop> {
    const shop = new EmbeddedShop(needs, await begin(needs));
    await shop.#publish();
    if (needs.now > shop.now) await shop.#pass(needs.now);
    return shop;
  }

  get store(): EmbeddedStore {
    return this.#run.store;
  }

  get catalogue(): Catalogue {
    return this.#run.deps.catalogue;
  }

  get now(): Instant {
    return standingOf(this.store).now;
  }

  #publish = (): Promise<void> =>
    publishWaiting(this.store, async (rows) => {
      await this.#needs.onPublished(
        rows.flatMap((row) => entriesOf(outboxRowIn(row.body))),
        this.store,
      );
    });

  #pass(until: Instant): Promise<number> {
    return letTimePass(this.#run, until, this.#publish);
  }

  take(entry: string, at: Instant = this.now): Promise<Taken> {
    return this.#inTurn(async () => {
      if (at > this.now) await this.#pass(at - 1);
      const { isStrict = false } = this.#needs;
      const taken = await takeEntry(this.#run, entry, { now: Math.max(at, this.now), isStrict });
      await this.#publish();
      return taken;
    });
  }

  advance(to: Instant): Promise<number> {
    return this.#inTurn(async () => {
      if (to < this.now)
        throw new RangeError(
          `Cannot let time pass to ${formatInstant(to)} as what is to come: current value is ${formatInstant(this.now)}`,
        );
      return this.#pass(to);
    });
  }

  redrive(reason: RefusalReason, at: Instant = this.now): Promise<readonly Taken[]> {
    return this.#inTurn(async () => {
      if (at > this.now) await this.#pass(at - 1);
      const taken: Taken[] = [];
      for (const key of await refusedFor(this.store, [reason])) {
        const again = await takeAgain(this.#run, key, Math.max(at, this.now));
        if (again !== undefined) taken.push(again);
      }
      await this.#publish();
      return taken;
    });
  }

  events(): Iterable<string> {
    return this.store.arrivals.lines();
  }

  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#inTurn(work);
  }

  reset(now: Instant = this.now): Promise<void> {
    return this.#inTurn(async () => {
      const { file } = this.#needs;
      this.store.close();
      if (file !== undefined) await removeStore(file);
      this.#run = await begin({ ...this.#needs, now });
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => this.store.close());
  }
}

/** Opens the store where it was left, or a new one that begins at `now`. */
const begin = async ({ file, catalogue, now }: LocalShopNeeds): Promise<Run> => {
  const store = openEmbeddedStore(file);
  try {
    if (store.arrivals.standing() === undefined) store.arrivals.stand({ now, lines: 0, receipts: 0 });
    const deployed = await asDeployed(store, catalogue);
    await bringUpToDate(store, deployed, standingOf(store).now);
    return startRun(deployed, store);
  } catch (error) {
    store.close();
    throw error;
  }
};

/**
 * Opens a shop on this machine. One process uses a file at a time. A shop whose process ended at any moment goes on where it was,
 * and has lost nothing that was acknowledged; by another catalogue than before everybody is decided again, with the origin
 * `backfill`.
 *
 * @throws {Error} when a later version of the store made the file; whatever `onPublished` throws of what waited.
 */
export const openLocalShop = (needs: LocalShopNeeds): Promise<LocalShop> => EmbeddedShop.open(needs);
