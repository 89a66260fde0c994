import { firstExits } from '#lib/core/insight/leaving/first-exits.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
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
export interface SegmentLeavers {
  /** How many leave on each local day that has any. */
  readonly byDay: ReadonlyMap<LocalDay, number>;
  /** Those who leave first, in order of time; absent where nobody is known by name. */
  readonly soonest?: readonly Leaver[];
}

/** Who leaves each segment in seven days, as of an instant. */
export interface LeaversAhead {
  readonly asOf: Instant;
  /** The first of the days that are told. */
  readonly firstDay: LocalDay;
  /** Without the segments of which it is not known. */
  readonly bySegment: ReadonlyMap<string, SegmentLeavers>;
}

/** The store to look through, and how to let others work meanwhile. */
export interface LeaversDeps {
  readonly store: Pick<CustomerStore, 'due' | 'load'>;
  readonly catalogue: Catalogue;
  readonly othersTurn: () => Promise<void>;
}

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
  const firstDay = calendar.dayOf(asOf);
  const end = calendar.startOf(firstDay + daysAhead);
  const bySegment = new Map(catalogue.segments.map(({ key }) => [key, new Leaving()]));
  let seen = 0;
  for await (const { person } of store.due(end - 1)) {
    if ((seen += 1) % together === 0) await othersTurn();
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile' || record.state.catalogue !== catalogue.hash) continue;
    for (const [key, at] of firstExits(catalogue, record.state, [asOf, end]))
      bySegment.get(key)?.add({ person, at }, calendar.dayOf(at));
  }
  return { asOf, firstDay, bySegment };
};
