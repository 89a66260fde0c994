import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, PersonBehind } from '#lib/ports/store/customer-store.ts';
import type { OpenPart } from '../parts/open-parts.ts';
import type { SliceResult, Target } from './pass.ts';
import type { Ticker } from './ticker.ts';

/** The store to look through, the ticker, and the time that paces it. */
export interface TickPartDeps {
  readonly store: Pick<CustomerStore, 'behind'>;
  readonly ticker: Ticker;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A limited time of work at one part of the store. */
export interface Slice extends Target {
  readonly part: OpenPart;
  /** The number of parts that the store is divided into. */
  readonly parts: number;
  readonly attempt: number;
  /** Ticks a second that this part may send. */
  readonly rate: number;
  /** The milliseconds it may take; a page that was requested is still taken in. */
  readonly sliceMs: number;
}

/** A slice under way. */
interface SliceProgress {
  readonly deps: TickPartDeps;
  readonly slice: Slice;
  readonly until: Instant;
  next: string | undefined;
  rows: number;
  behind: number;
  ticked: number;
}

/**
 * Ticks the people in a part of the store who were decided by another catalogue, no faster than the rate and no longer than
 * the slice. Started again from the same place, it ticks only those who have still not been decided.
 */
export const tickPart = async (deps: TickPartDeps, slice: Slice): Promise<SliceResult> => {
  const { index, after } = slice.part;
  const work: SliceProgress = {
    deps,
    slice,
    until: deps.now() + slice.sliceMs,
    next: after,
    rows: 0,
    behind: 0,
    ticked: 0,
  };
  for (;;) {
    const page = await deps.store.behind(slice.catalogue, { index, of: slice.parts, after: work.next });
    const supersededBy = laterOf(page.persons, slice);
    if (supersededBy !== undefined) return { ...resultOf(work), supersededBy };
    const isWhole = await tickPage(work, page.persons);
    if (!isWhole) return resultOf(work);
    work.rows += page.rows;
    work.next = page.next;
    if (page.next === undefined) return { ...resultOf(work), done: true };
    if (deps.now() >= work.until) return resultOf(work);
  }
};

const laterOf = (persons: readonly PersonBehind[], { deployment }: Target): number | undefined =>
  persons.find((person) => person.deployment > deployment)?.deployment;

const resultOf = ({ slice, next, rows, behind, ticked }: SliceProgress): SliceResult => ({
  index: slice.part.index,
  next,
  done: false,
  rows,
  behind,
  ticked,
});

/** Whether a whole page could be ticked in time; otherwise the work goes on after the last batch that was. */
const tickPage = async (work: SliceProgress, persons: readonly PersonBehind[]): Promise<boolean> => {
  const { deps, slice, until } = work;
  // Never more than a second's, so that ticks go out evenly.
  const size = Math.max(1, Math.min(deps.ticker.most, Math.floor(slice.rate)));
  for (let at = 0; at < persons.length; at += size) {
    const batch = persons.slice(at, at + size);
    // Waiting comes first, so that work which is stopped in between and begins again is no faster than the rate either.
    const pauseMs = (batch.length / slice.rate) * 1000;
    if (deps.now() + pauseMs > until && work.behind > 0) return false;
    await deps.sleep(pauseMs);
    const untaken = await deps.ticker.tick(batch, slice);
    work.ticked += batch.length - untaken;
    if (untaken > 0) return false;
    work.behind += batch.length;
    work.next = batch.at(-1)?.place;
  }
  return true;
};
