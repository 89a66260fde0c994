import { advance } from '#lib/core/engine/advance.ts';
import { backfill } from '#lib/core/engine/backfill.ts';
import type { Decision } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Reason } from '#lib/core/segments/explain/explain.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { pastEvents } from '../history/past-events.ts';

/** The store, the catalogue and the instant to plan for. */
export interface PlanDeps {
  /** Only read. */
  readonly store: Pick<CustomerStore, 'behind' | 'load' | 'ledger'>;
  /** The catalogue that would be deployed. */
  readonly catalogue: Catalogue;
  /** When everyone would be touched. */
  readonly at: Instant;
}

/** One segment that a person would enter or leave. */
export interface PlannedChange {
  readonly key: string;
  readonly status: 'entered' | 'exited';
  readonly because: readonly Reason[];
}

/** The effect that the catalogue would have on one person. */
export interface PersonPlan {
  readonly person: PersonKey;
  /** The hash of the catalogue that decided the profile last. */
  readonly decidedBy: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly changes: readonly PlannedChange[];
  /** How many changes would be published. */
  readonly published: number;
  /** How many changes would not be published. */
  readonly quiet: number;
  /** How many characters of JSON all of them take. */
  readonly rowBytes: number;
  /** Whether the person is decided again. */
  readonly isTouched: boolean;
  /** How many of the person's events are folded again, and the characters of the profile. */
  readonly events: number;
  readonly size: number;
  /** Whether an event that was applied is not yet in the ledger, and so left out. */
  readonly isUnsettled: boolean;
}

const plannedChanges = ({ changes }: Decision): readonly PlannedChange[] =>
  changes
    .flatMap((instant) => [...instant.changes, ...(instant.quiet ?? [])])
    .map(({ segment, status, because }) => ({ key: segment.key, status, because }));

/** The decision that the touch of a pass would make: all again by this catalogue, or, if it has decided already, what is due. */
const decisionOf = async ({ store, catalogue, at }: PlanDeps, person: PersonKey, state: CustomerState) => {
  if (state.catalogue === catalogue.hash) return { decision: advance(catalogue, state, at), events: 0 };
  const events = await pastEvents(store, person);
  const decided = backfill(catalogue, state, { events, at });
  const later = advance(catalogue, decided.state, at);
  const decision = { state: later.state, changes: [...decided.changes, ...later.changes] };
  return { decision, events: events.length };
};

const countOf = ({ changes }: Decision, which: 'changes' | 'quiet'): number =>
  changes.reduce((count, instant) => count + (instant[which]?.length ?? 0), 0);

/** Plans the effect of a catalogue on one person; undefined for a person without a profile. */
export const planPerson = async (deps: PlanDeps, person: PersonKey): Promise<PersonPlan | undefined> => {
  const { record, unrecorded } = await deps.store.load(person, []);
  if (record?.kind !== 'profile') return undefined;
  const before = record.state;
  const { decision, events } = await decisionOf(deps, person, before);
  return {
    person,
    decidedBy: before.catalogue,
    before: Object.keys(before.memberships),
    after: Object.keys(decision.state.memberships),
    changes: plannedChanges(decision),
    published: countOf(decision, 'changes'),
    quiet: countOf(decision, 'quiet'),
    rowBytes: decision.changes.length === 0 ? 0 : JSON.stringify(decision.changes).length,
    isTouched: before.catalogue !== deps.catalogue.hash,
    events,
    size: JSON.stringify(decision.state).length,
    isUnsettled: unrecorded.length > 0,
  };
};
