import { advance } from '#lib/core/engine/advance.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { LocalDay } from '#lib/core/time/calendar.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

/** Local days that are looked ahead, the present one among them. */
export const daysAhead = 7;

/** The most people of a segment who are kept by name. */
const mostNamed = 20;

/** Somebody who leaves a segment by time alone, and when. */
interface Leaver {
  readonly person: PersonKey;
  readonly at: Instant;
}

/** Who leaves a segment in the days ahead if nothing happens. */
interface SegmentLeavers {
  /** How many leave on each local day that has any. */
  readonly byDay: ReadonlyMap<LocalDay, number>;
  /** Those who leave first, in order of time. */
  readonly soonest: readonly Leaver[];
}

/** Who leaves each segment, as of an instant. */
export interface LeaversAhead {
  readonly asOf: Instant;
  readonly bySegment: ReadonlyMap<string, SegmentLeavers>;
}

/** The store to look through, and how to let others work meanwhile. */
export interface LeaversDeps {
  readonly store: Pick<CustomerStore, 'due' | 'load'>;
  readonly catalogue: Catalogue;
  readonly othersTurn: () => Promise<void>;
}

/** When a person leaves the segments that they are in now: of each the first exit before an instant. */
const exitsOf = (
  catalogue: Catalogue,
  stored: CustomerState,
  [from, to]: readonly [Instant, Instant],
): ReadonlyMap<string, Instant> => {
  const { state } = advance(catalogue, stored, from + 1);
  const exits = advance(catalogue, state, to).changes.flatMap(({ effectiveAt, changes, quiet = [] }) =>
    [...changes, ...quiet]
      .filter(({ status, segment }) => status === 'exited' && Object.hasOwn(state.memberships, segment.key))
      .map(({ segment }) => [segment.key, parseInstant(effectiveAt)] as const),
  );
  // Of several exits of one segment the first counts.
  return new Map(exits.toReversed());
};

/** Counts those who leave one segment. */
class Leaving implements SegmentLeavers {
  readonly byDay = new Map<LocalDay, number>();
  soonest: readonly Leaver[] = [];

  add(leaver: Leaver, day: LocalDay): void {
    this.byDay.set(day, (this.byDay.get(day) ?? 0) + 1);
    const last = this.soonest.at(-1);
    if (this.soonest.length === mostNamed && last !== undefined && last.at <= leaver.at) return;
    this.soonest = [...this.soonest, leaver].sort((one, other) => one.at - other.at).slice(0, mostNamed);
  }
}

/** So many people are looked at before others have their turn. */
const together = 50;

/**
 * Finds who will leave each segment in the days ahead by time alone. Only those are looked at whom the store names as due by then;
 * people whom another catalogue has decided are left out until this one has.
 */
export const leaversAhead = async (
  { store, catalogue, othersTurn }: LeaversDeps,
  asOf: Instant,
): Promise<LeaversAhead> => {
  const { calendar } = catalogue;
  const end = calendar.startOf(calendar.dayOf(asOf) + daysAhead);
  const bySegment = new Map<string, Leaving>();
  let seen = 0;
  for await (const { person } of store.due(end - 1)) {
    if ((seen += 1) % together === 0) await othersTurn();
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile' || record.state.catalogue !== catalogue.hash) continue;
    for (const [key, at] of exitsOf(catalogue, record.state, [asOf, end])) {
      const leaving = bySegment.get(key) ?? new Leaving();
      bySegment.set(key, leaving);
      leaving.add({ person, at }, calendar.dayOf(at));
    }
  }
  return { asOf, bySegment };
};
