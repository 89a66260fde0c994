import type { PersonKey } from '#lib/core/profile/person.ts';
import { boundedLedger, type PersonReads } from '../history/bounded-ledger.ts';
import { changesInOrder } from '../history/changes-in-order.ts';
import { placedChange, placedEvent, type PlacedItem, type TimelineItem } from './timeline-item.ts';

/** A page of a person's timeline. */
export interface Timeline {
  /** Newest first. */
  readonly items: readonly TimelineItem[];
  /** Where the next page begins: `before` of the next call; null at the end. */
  readonly next: string | null;
  /** Whether all events were read. Where it is false, any may be missing: a ledger is in no order of time. */
  readonly complete: boolean;
}

/** The part of a timeline that is asked for. */
export interface TimelinePage {
  /** The `next` of the page before; by default the page begins with what is newest. */
  readonly before?: string | undefined;
  /** The most items of the page, at least 1. */
  readonly limit: number;
}

const everything = async (store: PersonReads, person: PersonKey): Promise<readonly PlacedItem[]> => {
  const placed: PlacedItem[] = [];
  for await (const row of store.ledger(person)) {
    const event = placedEvent(row);
    if (event !== undefined) placed.push(event);
  }
  const changes = changesInOrder(await Array.fromAsync(store.history(person)));
  return [...placed, ...changes.map(placedChange)];
};

const newestFirst = (one: PlacedItem, other: PlacedItem): number => {
  if (one.place === other.place) return 0;
  return one.place < other.place ? 1 : -1;
};

/**
 * The events and changes of a person and of the visitors linked to them, newest first: an event when it happened, a change when
 * it took effect, and of one instant the change before the event. It reads at most 4 MB of events.
 *
 * @param person - who is not a linked visitor: a linked visitor's timeline is part of the customer's.
 */
export const timelineOf = async (
  store: PersonReads,
  person: PersonKey,
  { before, limit }: TimelinePage,
): Promise<Timeline> => {
  const bounded = boundedLedger(store);
  const all = await everything(bounded.store, person);
  const asked = before === undefined ? all : all.filter(({ place }) => place < before);
  const page = asked.toSorted(newestFirst).slice(0, limit);
  const isLast = page.length === asked.length;
  return {
    items: page.map(({ item }) => item),
    next: isLast ? null : (page.at(-1)?.place ?? null),
    complete: bounded.isComplete(),
  };
};
