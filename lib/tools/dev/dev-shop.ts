import type { Refusal, RefusalReason } from '#events/accept-entry.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { openLocalShop, type LocalShop, type LocalShopNeeds } from '../local-shop/local-shop.ts';
import type { Taken } from '../local-shop/take-entry.ts';
import { ChangeFeed } from './feed/change-feed.ts';
import type { FeedReader, ReadEarlier } from './feed/feed-reader.ts';
import { beginning } from './feed/place.ts';
import { entriesBehind, placeOf } from './feed/store-history.ts';
import type { TakenEntry } from './put-events/put-events.ts';
import { forwardClock, realTime, type RealTime } from './real-time.ts';

/** What a shop for development is opened with. */
export interface DevShopNeeds extends Pick<LocalShopNeeds, 'catalogue' | 'file' | 'isStrict'> {
  /** Where time stands still but for `advance`; undefined where it runs. */
  readonly frozenAt?: (() => Instant) | undefined;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => Instant;
  readonly onComing: (entry: TakenEntry) => void;
  readonly onTaken: (taken: Taken) => void;
  /** Called with what was published, which is not published again once it returns. */
  readonly onPublished: (entries: readonly OutgoingEntry[], store: EmbeddedStore) => void;
}

/** A Patron on a developer's machine: a shop whose changes are read along, in time that runs or stands still. */
export class DevShop {
  readonly #needs: DevShopNeeds;
  readonly #shop: LocalShop;
  readonly #feed: ChangeFeed;
  readonly #clock: () => Instant;
  readonly #time: RealTime;

  private constructor(needs: DevShopNeeds, shop: LocalShop, feed: ChangeFeed) {
    this.#needs = needs;
    this.#shop = shop;
    this.#feed = feed;
    this.#clock = forwardClock(shop, needs.now);
    this.#time = realTime(shop, this.#clock);
  }

  /** @throws {Error} as `openLocalShop` does. */
  static async open(needs: DevShopNeeds): Promise<DevShop> {
    const feed = new ChangeFeed();
    const onPublished = async (entries: readonly OutgoingEntry[], store: EmbeddedStore) => {
      needs.onPublished(entries, store);
      await feed.offer(entries);
    };
    const { catalogue, file, isStrict } = needs;
    const shop = await openLocalShop({ catalogue, file, isStrict, now: beginningOf(needs), onPublished });
    const dev = new DevShop(needs, shop, feed);
    await dev.#arm();
    return dev;
  }

  get isFrozen(): boolean {
    return this.#needs.frozenAt !== undefined;
  }

  get store(): EmbeddedStore {
    return this.#shop.store;
  }

  get catalogue(): Catalogue {
    return this.#shop.catalogue;
  }

  /** Where time stands. */
  get now(): Instant {
    return this.isFrozen ? this.#shop.now : this.#clock();
  }

  /** Takes entries one after the other; for each the refusal that left it out, where `isStrict` does. */
  async put(entries: readonly TakenEntry[]): Promise<readonly (Refusal | undefined)[]> {
    const refusals: (Refusal | undefined)[] = [];
    for (const entry of entries) {
      this.#needs.onComing(entry);
      const taken = await this.#shop.take(entry.text, this.now);
      this.#needs.onTaken(taken);
      refusals.push(this.#needs.isStrict && taken.outcome.kind === 'quarantined' ? taken.outcome.refusal : undefined);
    }
    await this.#arm();
    return refusals;
  }

  /** Takes the entries that were refused for a reason again: how many were taken, and how many stay. */
  async redrive(reason: RefusalReason): Promise<{ readonly sent: number; readonly left: number }> {
    const taken = await this.#shop.redrive(reason, this.now);
    for (const each of taken) this.#needs.onTaken(each);
    await this.#arm();
    const left = taken.filter(({ outcome }) => outcome.kind === 'quarantined').length;
    return { sent: taken.length - left, left };
  }

  /** Lets time pass that stands still otherwise: how many segments were entered or left. */
  advance(to: Instant): Promise<number> {
    return this.#shop.advance(to);
  }

  /** What came, as lines for `replay`. */
  events(): Iterable<string> {
    return this.#shop.events();
  }

  /**
   * Reads what is published: what comes behind a change, or everything, where none of that id is there.
   *
   * @param after - a `changeId`; `now` for what comes from now on alone.
   */
  read(after: string | undefined): FeedReader {
    if (after === 'now') return this.#feed.openLive();
    const place = after === undefined ? undefined : placeOf(this.store, after);
    return this.#feed.open(place ?? beginning, this.#readEarlier);
  }

  /** Reads while nothing is published, so that a reader misses nothing between what it reads here and what comes. */
  #readEarlier: ReadEarlier = (place, onEnd) =>
    this.#shop.alone(async () => {
      const placed = entriesBehind(this.store, place);
      if (placed.length === 0) onEnd();
      return placed;
    });

  /** Forgets everything, and begins anew. */
  async reset(): Promise<void> {
    await this.#shop.reset(beginningOf(this.#needs));
    this.#feed.close();
    await this.#arm();
  }

  async close(): Promise<void> {
    this.#time.stop();
    this.#feed.close();
    await this.#shop.close();
  }

  async #arm(): Promise<void> {
    if (!this.isFrozen) await this.#time.arm();
  }
}

const beginningOf = ({ frozenAt, now }: DevShopNeeds): Instant => (frozenAt ?? now)();
