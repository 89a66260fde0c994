import { personOf } from '#lib/core/profile/person.ts';
import type { ErasedDetail, SegmentChange } from '#lib/tools/consume/consume.ts';
import type { Kept } from '#lib/tools/consume/state/consumer-state.ts';
import type { Published } from './simulated-bus.ts';
import { StandardQueue } from './standard-queue.ts';
import { pairOf } from './subscriber.ts';

/** Whether a tool takes a change that it is handed. */
export type Takes = (change: SegmentChange) => boolean;

/** Whatever it is handed is true: for one function at a time, which hands over nothing older after something newer. */
export const asItComes = (): Takes => () => true;

const pairIn = ({ segment, ...ids }: SegmentChange): string => pairOf({ person: personOf(ids), segment: segment.key });

/**
 * By the one rule once more, for several functions at once: two may hand over two changes of one membership at the same instant, and an
 * announced member comes before the changes that it is ahead of.
 */
export const nothingOlder = (): Takes => {
  const last = new Map<string, number>();
  return (change) => {
    const isNews = change.sequence > (last.get(pairIn(change)) ?? 0);
    if (isNews) last.set(pairIn(change), change.sequence);
    return isNews;
  };
};

/** How a campaign is told of changes. */
export interface CampaignOf {
  readonly name: string;
  /** Those that it is told of; all by default. */
  readonly segments?: readonly string[] | undefined;
  readonly takes: Takes;
  /** The most functions that work for it at once. */
  readonly mostAtOnce: number;
  /** Whether its rule works from the start. */
  readonly isEarly: boolean;
  /** Whether it forgets the erased; else it waits for the ends of their memberships. */
  readonly forgets: boolean;
}

/** A campaign behind a rule and a queue, with Patron's kit, and with a tool that lists who is in which segment. */
export class Campaign {
  readonly of: CampaignOf;
  readonly queue = new StandardQueue();
  /** What the kit keeps. */
  readonly kept = new Map<string, Kept>();
  /** The tool's list: the sequence of the entry by which each is in. */
  readonly list = new Map<string, number>();
  /** How many functions work for it. */
  atWork = 0;
  /** The number of entries that its rule was too late for; undefined before there is one. */
  listensFrom: number | undefined;
  readonly #published: readonly Published[];
  #routed = Infinity;

  constructor(of: CampaignOf, published: readonly Published[]) {
    this.of = of;
    this.#published = published;
    if (of.isEarly) this.listen();
  }

  /** Has the rule work from now on. */
  listen(): void {
    this.listensFrom = this.#published.length;
    this.#routed = this.listensFrom;
  }

  #isRouted({ type, detail }: Published): boolean {
    const { segments } = this.of;
    if (type === 'ProfileErased' || segments === undefined) return true;
    return segments.includes(String((detail['segment'] as { key?: string }).key));
  }

  /** Puts what was published since into the queue; `isDoubled` says of an entry whether it comes twice. */
  route(isDoubled: () => boolean): void {
    for (; this.#routed < this.#published.length; this.#routed += 1) {
      const entry = this.#published[this.#routed];
      if (entry === undefined || !this.#isRouted(entry)) continue;
      const body = JSON.stringify({ source: 'patron', 'detail-type': entry.type, detail: entry.detail });
      this.queue.send(body);
      if (isDoubled()) this.queue.send(body);
    }
  }

  handle(change: SegmentChange): void {
    if (!this.of.takes(change)) return;
    if (change.status === 'entered') this.list.set(pairIn(change), change.sequence);
    else this.list.delete(pairIn(change));
  }

  forget(erasure: ErasedDetail): void {
    const person = personOf(erasure);
    for (const pair of this.list.keys()) if (pair.endsWith(` ${person}`)) this.list.delete(pair);
  }
}
