import type { AnnouncementDetailOf } from '#events/outgoing-event.ts';
import type { EventType } from '#events/incoming-event.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { EventRefused } from '../emit/event-refused.ts';
import { openLocalShop, type LocalShop } from '../local-shop/local-shop.ts';
import type { Line } from './given.ts';
import { comingEntry, entryOf, type PutDetail } from './put-entry.ts';
import { readDuration } from './read-duration.ts';

/** The detail of a change, as campaigns receive it. */
export type Change = AnnouncementDetailOf<'SegmentEntered'> | AnnouncementDetailOf<'SegmentExited'>;

/** What Patron is started with. */
export interface PatronNeeds {
  /** A catalogue: as an object, or as the builders of `patron/segments` make it. */
  readonly segments: CatalogueSource;
  /** The instant at which time stands at first, ISO 8601; by default it begins with the first event that is put. */
  readonly now?: string;
}

/** Patron in memory, for a test: time stands unless it is let pass. */
class TestedPatron implements AsyncDisposable {
  readonly #shop: LocalShop;
  readonly #changes: Change[];
  #hasBegun: boolean;
  #count = 0;

  constructor(shop: LocalShop, changes: Change[], hasBegun: boolean) {
    this.#shop = shop;
    this.#changes = changes;
    this.#hasBegun = hasBegun;
  }

  get #now(): Instant | undefined {
    return this.#hasBegun ? this.#shop.now : undefined;
  }

  /** Where time stands; undefined while it has not begun. */
  get now(): string | undefined {
    return this.#now === undefined ? undefined : formatInstant(this.#now);
  }

  /**
   * Puts an event, which arrives now. Without an `eventId` it is `put-1`, `put-2`, …; without `occurredAt` it occurs now. One that
   * was put before changes nothing.
   *
   * @throws {EventRefused} with the field and the rule, where the event is refused.
   */
  put<Type extends EventType>(type: Type, detail: PutDetail<Type>): Promise<void>;
  /**
   * Puts a line as `replay` takes it, at its `time`: time passes until then. A line without one arrives now.
   *
   * @throws {EventRefused} with the field and the rule, where the line is refused.
   * @throws {RangeError} for a `time` that is past.
   */
  put(line: Line): Promise<void>;
  async put(given: Line, detail?: object): Promise<void> {
    this.#count += 1;
    const isTyped = typeof given === 'string' && detail !== undefined;
    const line = isTyped ? entryOf(given, detail, { count: this.#count, now: this.#now }) : given;
    const { text, at } = comingEntry(line, this.#now);
    this.#refusePast(at);
    this.#hasBegun = true;
    const { outcome } = await this.#shop.take(text, at);
    if (outcome.kind === 'quarantined') throw new EventRefused(outcome.refusal);
  }

  #refusePast(at: Instant | undefined): void {
    const now = this.#now;
    if (at === undefined || now === undefined || at >= now) return;
    throw new RangeError(
      `Cannot put a line at ${formatInstant(at)} as one that comes now or later: current value is ${formatInstant(now)}`,
    );
  }

  /**
   * Lets time pass: what is due happens at its exact instants, that which it is let pass to included.
   *
   * @param duration - ISO 8601 of fixed length, such as `P60D`.
   * @returns where time stands then, and how many segments were entered or left.
   * @throws {RangeError} for another text.
   */
  async advance(duration: string): Promise<{ readonly now: string; readonly changes: number }> {
    const length = readDuration(duration);
    if (!this.#hasBegun)
      throw new Error('Cannot let time pass before it has begun: put an event first, or give startPatron a `now`');
    const changes = await this.#shop.advance(this.#shop.now + length);
    return { now: formatInstant(this.#shop.now), changes };
  }

  /** The details of all changes so far, in the order in which they were published. */
  changes(): readonly Change[] {
    return [...this.#changes];
  }

  /** Ends it. A test that does not leaves nothing behind but memory. */
  close(): Promise<void> {
    return this.#shop.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

export type { TestedPatron };

const startOf = (now: string | undefined): Instant => {
  if (now === undefined) return 0;
  const instant = readInstant(now);
  if (instant !== undefined) return instant;
  throw new RangeError(
    `Cannot begin time at an ISO 8601 instant with Z or an offset: current value is ${JSON.stringify(now)}`,
  );
};

/**
 * Starts Patron in memory: the code that runs on AWS, on an embedded store. Time stands at `now`, or begins with the first event.
 *
 * @throws {CatalogueError} where the catalogue does not fit.
 * @throws {RangeError} for a `now` that is no instant.
 */
export const startPatron = async ({ segments, now }: PatronNeeds): Promise<TestedPatron> => {
  const changes: Change[] = [];
  const onPublished = (entries: readonly OutgoingEntry[]): void => {
    for (const { detailType, detail } of entries)
      if (detailType === 'SegmentEntered' || detailType === 'SegmentExited') changes.push(JSON.parse(detail));
  };
  const shop = await openLocalShop({ catalogue: compile(segments), now: startOf(now), onPublished });
  return new TestedPatron(shop, changes, now !== undefined);
};
