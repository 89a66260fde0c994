import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { BurstCounter } from './burst.ts';
import { definitionChanges, type ChangedDefinition } from './definition-changes.ts';
import { PlanCounts } from './plan-counts.ts';
import { planPerson, type PlanDeps } from './plan-person.ts';
import type { Plan, SegmentPlan } from './plan.ts';

/** A plan to make. */
export interface Planning extends PlanDeps {
  /** The previous catalogue, for the names and definitions of its segments; who was in them is read from the profiles. */
  readonly against?: Catalogue | undefined;
  /** Adds up what the pass would publish and cost; used for this one plan. */
  readonly burst: BurstCounter;
  /** Called with the number of profiles planned so far. */
  readonly onProgress?: (profiles: number) => void;
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
    const plan = await planPerson(planning, person);
    if (plan !== undefined) counts.add(plan);
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
