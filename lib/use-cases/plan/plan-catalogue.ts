import { idFieldOf, isVisitor, type PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { BurstCounter } from './burst.ts';
import { definitionChanges, type ChangedDefinition } from './definition-changes.ts';
import { OverlapCounts } from './overlaps.ts';
import type { Plan, Sample, SegmentPlan } from './plan.ts';
import { planPerson, type PlanDeps, type PlannedChange, type PersonPlan } from './plan-person.ts';

/** A plan to make. */
export interface Planning extends PlanDeps {
  /** The previous catalogue, for the names and definitions of its segments; who was in them is read from the profiles. */
  readonly against?: Catalogue | undefined;
  /** Adds up what the pass would publish and cost; used for this one plan. */
  readonly burst: BurstCounter;
  /** Called with the number of profiles weighed so far. */
  readonly onProgress?: (profiles: number) => void;
}

/** The most people who are named of those who would enter or leave a segment. */
const samplesAtMost = 5;

interface CountedChanges {
  count: number;
  readonly samples: Sample[];
}

/** The counts over everyone. Memory grows with the segments, not with the people. */
class PlanCounts {
  readonly profiles = { customers: 0, visitors: 0 };
  readonly before = new Map<string, number>();
  readonly after = new OverlapCounts();
  readonly burst: BurstCounter;
  readonly decidedBy = new Map<string, number>();
  unsettled = 0;
  readonly #turning = { entered: new Map<string, CountedChanges>(), exited: new Map<string, CountedChanges>() };

  constructor(burst: BurstCounter) {
    this.burst = burst;
  }

  add(weighed: PersonPlan): void {
    this.profiles[isVisitor(weighed.person) ? 'visitors' : 'customers'] += 1;
    for (const key of weighed.before) this.before.set(key, (this.before.get(key) ?? 0) + 1);
    this.after.add(weighed.after);
    this.burst.add(weighed);
    this.decidedBy.set(weighed.decidedBy, (this.decidedBy.get(weighed.decidedBy) ?? 0) + 1);
    this.unsettled += weighed.isUnsettled ? 1 : 0;
    for (const turned of weighed.changes) this.#turn(weighed.person, turned);
  }

  #turn(person: PersonKey, { key, status, because }: PlannedChange): void {
    const turning = this.changesOf(key, status);
    this.#turning[status].set(key, turning);
    turning.count += 1;
    if (turning.samples.length < samplesAtMost) turning.samples.push({ ...idFieldOf(person), because });
  }

  changesOf(key: string, status: PlannedChange['status']): CountedChanges {
    return this.#turning[status].get(key) ?? { count: 0, samples: [] };
  }

  get people(): number {
    return this.profiles.customers + this.profiles.visitors;
  }
}

const shareOf = (changed: number, before: number, people: number): number => {
  const whole = before === 0 ? people : before;
  return whole === 0 ? 0 : changed / whole;
};

type PlannedSegment = Pick<CompiledSegment, 'key' | 'name' | 'isQuiet'>;

const segmentPlan = (counts: PlanCounts, segment: PlannedSegment, changed: ChangedDefinition): SegmentPlan => {
  const { key } = segment;
  const [entering, leaving] = [counts.changesOf(key, 'entered'), counts.changesOf(key, 'exited')];
  const before = counts.before.get(key) ?? 0;
  return {
    key,
    name: segment.name,
    ...changed,
    isQuiet: segment.isQuiet,
    before,
    after: counts.after.sizeOf(key),
    entering: entering.count,
    leaving: leaving.count,
    change: shareOf(entering.count + leaving.count, before, counts.people),
    samples: { entering: entering.samples, leaving: leaving.samples },
  };
};

/** The segments in the new catalogue's order, then those that only the previous catalogue or a profile knows. */
const segmentsOf = ({ catalogue, against }: Planning, counts: PlanCounts): readonly PlannedSegment[] => {
  const kept = catalogue.segments.toSorted((one, other) => one.index - other.index);
  const names = new Map(against?.segments.map(({ key, name }) => [key, name]));
  const gone = [...new Set([...names.keys(), ...counts.before.keys()])].filter((key) => !catalogue.positions.has(key));
  return [...kept, ...gone.sort().map((key) => ({ key, name: names.get(key) ?? key, isQuiet: false }))];
};

const undefinedBefore = (catalogue: Catalogue, key: string): ChangedDefinition => ({
  definition: catalogue.positions.has(key) ? 'unknown' : 'removed',
});

const notesOf = ({ catalogue, against }: Planning, counts: PlanCounts): readonly string[] => {
  const known = new Set([catalogue.hash, against?.hash]);
  const others = [...counts.decidedBy].reduce((sum, [hash, count]) => (known.has(hash) ? sum : sum + count), 0);
  const notes = [];
  if (against === undefined) {
    notes.push('Without the previous catalogue, added and redefined segments cannot be told apart.');
  } else if (others > 0) {
    notes.push(
      `${others} profiles were decided by a catalogue other than the previous one; who was in a segment is taken from the profiles.`,
    );
  }
  if (counts.unsettled > 0) {
    notes.push(`${counts.unsettled} profiles have events on their way into the ledger, which are left out.`);
  }
  return notes;
};

/**
 * Says who would enter and leave each segment if a catalogue were deployed and everyone were touched at an instant: for each
 * person it decides what the backfill itself would, without writing anything.
 *
 * @throws {TypeError} for a ledger row that cannot be read as an event.
 */
export const planCatalogue = async (planning: Planning): Promise<Plan> => {
  const { store, catalogue, against, at, burst, onProgress } = planning;
  const counts = new PlanCounts(burst);
  for await (const person of allPersons(store)) {
    const weighed = await planPerson(planning, person);
    if (weighed !== undefined) counts.add(weighed);
    onProgress?.(counts.people);
  }
  const changed = against && definitionChanges(against, catalogue);
  return {
    at: formatInstant(at),
    profiles: counts.profiles,
    segments: segmentsOf(planning, counts).map((segment) =>
      segmentPlan(counts, segment, changed?.get(segment.key) ?? undefinedBefore(catalogue, segment.key)),
    ),
    overlaps: counts.after.pairs(),
    burst: counts.burst.total(),
    notes: notesOf(planning, counts),
  };
};
